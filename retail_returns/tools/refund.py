"""What a sold unit may give back: arithmetic without a database."""


def get_discount_share(goods, discounts):
    """Return which part of the goods' prices was really paid.

    A discount on the whole ticket is a line of its own. Whoever returns one of the
    goods gets back what that one cost after its share of the discount.

    :param float goods: what the goods of the ticket cost, taxes included
    :param float discounts: what its discount lines took off, negative or zero
    :return: between 0.0 and 1.0
    """
    if goods <= 0:
        return 1.0
    return min(max((goods + discounts) / goods, 0.0), 1.0)


def add_discount_share(discount, share):
    """Return the discount of a line including its share of the ticket's discount.

    :param float discount: the line's own discount, in percent
    :param float share: see `get_discount_share`
    :return: percent, between 0.0 and 100.0
    """
    return 100.0 - (100.0 - discount) * share


def get_returnable(sold, returned):
    """Return how much of a sold line can still come back (RT-02).

    :param float sold: quantity sold, in the unit of the product
    :param float returned: quantity that came back already, by any road
    """
    return max(sold - returned, 0.0)
