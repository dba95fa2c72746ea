"""How far it is from one place to another, without asking anybody."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088


def get_distance(here, there):
    """Return the distance of two places as the crow flies, by the haversine formula.

    :param tuple here: latitude and longitude in degrees; both 0 when it is not known
    :param tuple there: the same of the other place
    :return: kilometres, or None when one of the two is not known
    """
    if not any(here) or not any(there):
        return None
    latitude, other_latitude = radians(here[0]), radians(there[0])
    north = sin((other_latitude - latitude) / 2)
    east = sin(radians(there[1] - here[1]) / 2)
    haversine = north**2 + cos(latitude) * cos(other_latitude) * east**2
    # Of places on opposite sides of the earth, rounding makes a little more than 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(haversine, 1.0)))
