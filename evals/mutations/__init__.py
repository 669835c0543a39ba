"""The verifier's mutation test: wrong claims made of true ones, and what became of them."""
