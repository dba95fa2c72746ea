from odoo import api, models


class AccountFiscalPosition(models.Model):
    """Goods are taxed by where the customer gets them (CO-10)."""

    _inherit = "account.fiscal.position"

    @api.model
    def _get_delivery_position(self, company, partner, place, agreed, config):
        """Return the fiscal position of goods that a customer gets at a place.

        :param company: the `res.company` that sells
        :param partner: the customer
        :param place: the `res.partner` whose address it is
        :param agreed: the fiscal position of the order or ticket: one that somebody
            chose for it holds; one that was found by an address, or is the
            register's own, gives way to that of the place
        :param config: the register that took the order, if any
        """
        is_own = agreed == config.default_fiscal_position_id
        is_chosen = agreed and not agreed.auto_apply and not is_own
        if is_chosen or not place.country_id:
            return agreed
        positions = self.with_company(company)
        found = positions._get_fiscal_position(partner, delivery=place)
        if not found and not partner.country_id:
            found = positions._get_fiscal_position(place)
        return found or (self.browse() if agreed.auto_apply else agreed)
