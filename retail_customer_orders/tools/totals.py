"""Totals of goods as a ticket of their own would have them."""


def total_of(base_lines, company, currency):
    """Return the total, taxes included, that a ticket with these lines would have.

    :param list base_lines: as `_prepare_base_line_for_taxes_computation` of
        `account.tax` makes them
    :param company: `res.company`, decides how taxes are rounded
    :param currency: `res.currency` of the lines
    """
    if not base_lines:
        return 0.0
    taxes = company.env["account.tax"]
    taxes._add_tax_details_in_base_lines(base_lines, company)
    taxes._round_base_lines_tax_details(base_lines, company)
    totals = taxes._get_tax_totals_summary(
        base_lines=base_lines, currency=currency, company=company
    )
    return totals["total_amount_currency"]
