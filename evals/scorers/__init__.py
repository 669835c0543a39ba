"""One judgement a file. Nothing here, directly or not, imports the product: a shared bug would cancel out."""
