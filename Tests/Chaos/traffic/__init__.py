"""What goes in: seeded market data and intents, and the producer that remembers them."""
