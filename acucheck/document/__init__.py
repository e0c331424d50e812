"""What a report says, in blocks: the one place where it is worded, so that no format says less than another."""
