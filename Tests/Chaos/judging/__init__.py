"""What came of it: the log read back, and the rules that it must keep."""
