"""roidesk: what personal, social-channel work takes, in hours and money, and what it brings back.

Layers, lowest first, are described in ``docs/`` and enforced by the import contracts of ``pyproject.toml``.
"""

__version__ = "0.1.0"
