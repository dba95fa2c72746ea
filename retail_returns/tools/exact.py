"""What a part of a sale gives back, to the cent: arithmetic without a database."""

from odoo.addons.retail_customer_orders.tools.charges import refundable_charge


def share_amounts(amounts, quantity, before, now, rounding):
    """Return the part of booked amounts that a returned quantity gives back (RT-12).

    Each part is the difference of two rounded running totals, so that all returns
    together give back what was booked: the last one takes the rest.

    :param dict amounts: {anything: amount that was booked for all of `quantity`}
    :param float quantity: sold
    :param float before: how much of it came back earlier
    :param float now: how much of it comes back now
    :param rounding: the `round` method of the currency
    :return: {the same: amount}
    """
    return {
        name: refundable_charge(amount, quantity, before, now, rounding)
        for name, amount in amounts.items()
    }
