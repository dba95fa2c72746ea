from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.payload import PayloadError, read_id, read_sale_key
from .retail_sale_mixin import MODELS

MAX_SALES = 80
MAX_OFFSET = 2000


class RetailReturn(models.Model):
    """What the tills ask before they take something back.

    A sale is what one document sold: a ticket, an order, or an invoice without order.
    """

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def find_sales_from_ui(self, config_id, term, offset=0, limit=20):
        """Find sales of any store of the company, however they were sold (RT-01).

        :param int config_id: the register that asks
        :param str term: see `_get_readings`; empty for the last tickets of this store
        :param int offset: how many sales to leave out
        :param int limit: how many sales to give, 80 at most
        :return: {"sales": newest first, see `_prepare_sale_from_ui`, "more": whether
            there are more}
        :raise UserError, AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        offset, limit = self._read_page(offset, limit)
        # The register is checked; its company's sales are what is looked at.
        found = self.sudo()._find_sales(config, str(term or ""), offset + limit + 1)
        shown = found[offset : offset + limit]
        returnables = self._get_sale_returnables(shown)
        return {
            "sales": [
                sale._prepare_sale_from_ui(config, returnables) for sale in shown
            ],
            "more": len(found) > offset + limit,
        }

    @api.model
    def read_sale_from_ui(self, config_id, key):
        """Read what of a sale can come back (RT-02, RT-04, RT-06).

        :param int config_id: the register that asks
        :param str key: of a sale that `find_sales_from_ui` gave
        :return: the sale, see `_prepare_sale_from_ui` and
            `_prepare_sale_detail_from_ui`, with "reasons" ({"id", "name",
            "note_required"})
        :raise UserError: this sale is not of the company
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        sale = self._browse_sale(config, key)
        returnables = self._get_sale_returnables([sale])
        return {
            **sale._prepare_sale_from_ui(config, returnables),
            **sale._prepare_sale_detail_from_ui(config, returnables),
            "reasons": self._read_reasons_from_ui(config),
        }

    @api.model
    def _read_page(self, offset, limit):
        try:
            offset, limit = read_id(offset), min(max(read_id(limit), 1), MAX_SALES)
        except PayloadError:
            return 0, MAX_SALES
        return min(offset, MAX_OFFSET), limit

    @api.model
    def _browse_sale(self, config, key):
        """Return the sale of the register's company that a till names."""
        try:
            kind, sale_id = read_sale_key(key)
        except PayloadError as error:
            raise UserError(self._get_unknown_sale_message()) from error
        domain = self._get_company_domains(config)[kind] & Domain("id", "=", sale_id)
        # The register is checked; a sale of another company is not found.
        sale = self.env[MODELS[kind]].sudo().search(domain)
        if not sale:
            raise UserError(self._get_unknown_sale_message())
        return sale

    @api.model
    def _get_sale_returnables(self, sales):
        """Say of all goods of these sales what can come back, in one go by kind."""
        returnables = {}
        for model in MODELS.values():
            ids = [sale.id for sale in sales if sale._name == model]
            # The sales were found for a register of their company.
            documents = self.env[model].sudo().browse(ids)
            if documents:
                goods = [document._get_sold_goods() for document in documents]
                returnables.update(goods[0].concat(*goods[1:])._get_returnables())
        return returnables

    @api.model
    def _get_unknown_sale_message(self):
        return self.env._("This sale is not known any more. Search for it again.")

    @api.model
    def _read_reasons_from_ui(self, config):
        reasons = self.env["retail.reason.code"].search(
            [
                ("kind", "=", "return"),
                ("company_id", "in", (config.company_id.id, False)),
            ]
        )
        return reasons.read(["id", "name", "note_required"])
