"""The offline eval harness: how often answers are right, cited and honest, with figures that can be trusted.

Reading order: `case.py` and `sets.py` (what is asked), `systems/` (who is asked), `running.py`, `scorers/`
(one judgement a file, sharing no code with the product), `report.py`, `statistics.py`, `commands/`.
"""
