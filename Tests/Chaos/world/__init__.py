"""The processes and the network of a run: broker, daemons, and the wires between them."""
