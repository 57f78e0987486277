"""Running the daemon on records, and telling where it disagrees."""
