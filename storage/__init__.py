"""The operational store, the raw archive, and the identity and lifecycle of a posting."""
