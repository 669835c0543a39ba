"""The verifier's checks, one a file; `service.answering.verify` runs them in order."""
