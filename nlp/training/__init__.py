"""One file per trained component."""
