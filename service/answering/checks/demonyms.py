"""Countries by the adjectives that stand for them: "Norwegian authorities" are authorities in Norway."""

_COUNTRIES = {
    "norway": "norwegian", "germany": "german", "sweden": "swedish", "denmark": "danish", "finland": "finnish", "iceland": "icelandic",
    "france": "french", "spain": "spanish", "italy": "italian", "portugal": "portuguese", "switzerland": "swiss", "austria": "austrian",
    "belgium": "belgian", "ireland": "irish", "scotland": "scottish", "wales": "welsh", "poland": "polish", "greece": "greek",
    "turkey": "turkish", "russia": "russian", "ukraine": "ukrainian", "india": "indian", "pakistan": "pakistani", "china": "chinese",
    "japan": "japanese", "korea": "korean", "taiwan": "taiwanese", "australia": "australian", "mexico": "mexican", "brazil": "brazilian",
    "argentina": "argentine", "chile": "chilean", "colombia": "colombian", "peru": "peruvian", "africa": "african", "kenya": "kenyan",
    "nigeria": "nigerian", "uganda": "ugandan", "tanzania": "tanzanian", "ghana": "ghanaian", "egypt": "egyptian", "morocco": "moroccan",
    "israel": "israeli", "canada": "canadian", "britain": "british", "netherlands": "dutch", "hungary": "hungarian", "europe": "european",
}  # fmt: skip


def speaks_of(text: str, country: str) -> bool:
    """Whether a text has the adjective of a country.

    >>> speaks_of("It needs clearance by the Norwegian authorities.", "Norway")
    True
    """
    adjective = _COUNTRIES.get(country.lower())
    return adjective is not None and adjective in text.lower()
