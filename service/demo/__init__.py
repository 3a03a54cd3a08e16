"""A bundled town of job boards on 127.0.0.1, so that the whole way can be walked without the internet."""
