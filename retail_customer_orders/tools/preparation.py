"""How far goods of a delivery are prepared, as pure functions."""

STATES = ("pending", "to_pick", "picking", "partly_picked", "picked", "staged")


def get_state(wanted, picked, is_pending=False, is_claimed=False, is_staged=False):
    """Name the step that goods are at (FU-12).

    :param float wanted: what is to be picked of them, rounded
    :param float picked: what was, rounded
    :param bool is_pending: the store has not accepted them yet
    :param bool is_claimed: somebody picks them now
    :param bool is_staged: what was picked has its place
    :return: one of `STATES`
    """
    if is_pending and not picked:
        return "pending"
    if not picked:
        return "picking" if is_claimed else "to_pick"
    if picked < wanted:
        return "partly_picked"
    return "staged" if is_staged else "picked"


def get_left(picked, left_now):
    """Say what stays picked when goods leave (FU-10): first goes what was picked.

    :param dict picked: {key: picked before}
    :param dict left_now: {key: what leaves}, of which some was not picked
    :return: {key: what is still picked}, without nothing
    """
    left = {key: quantity - left_now.get(key, 0.0) for key, quantity in picked.items()}
    return {key: quantity for key, quantity in left.items() if quantity > 0}
