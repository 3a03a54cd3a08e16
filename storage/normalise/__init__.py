"""What a source says, turned into the fields of a normalised posting."""
