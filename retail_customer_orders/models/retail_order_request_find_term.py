from odoo import api, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..tools.reference import read_receipt_token, read_reference
from .retail_order_request_find import MAX_FOUND, NEWEST_FIRST

# Shorter words have no trigram: they would be looked for in every name.
MIN_TERM = 3
MAX_PARTNERS = 1000


def _is_name(term):
    """Say whether letters that can be looked for are in what was typed."""
    has_letters = any(char.isalpha() for char in term) and "@" not in term
    return has_letters and max(map(len, term.split())) >= MIN_TERM


class RetailOrderRequest(models.Model):
    """What a cashier may type or scan to find an order (RC-02, RC-03)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _find_order_ids(self, config, term, domain):
        """Return ids of the orders that a term names, each meaning by its own index.

        One OR over all meanings would read every order. What is known as a number is
        nothing else: it is not looked for among names.

        :param domain: what else holds for them
        """
        known = self._get_known_domain(config, term)
        if known is not None:
            return self._search_newest(domain & known)
        for arms in (self._get_number_domains, self._get_customer_domains):
            found = set()
            for arm in arms(config, term):
                found.update(self._search_newest(domain & arm))
            if found:
                return list(found)
        return []

    @api.model
    def _get_known_domain(self, config, term):
        """Return what a code of ours names, or None where the term is no such code."""
        reference = read_reference(term)
        if reference:
            return Domain("customer_order_reference", "=", reference)
        token = read_receipt_token(term)
        return token and self._get_ticket_domain(config, "access_token", token)

    @api.model
    def _search_newest(self, domain):
        orders = self.env["sale.order"].sudo()
        return orders.search(domain, limit=MAX_FOUND, order=NEWEST_FIRST).ids

    @api.model
    def _get_number_domains(self, config, term):
        """List which number a term may be: own one, an order's or a ticket's."""
        own = Domain("client_order_ref", "=", term)
        if not any(char.isdigit() for char in term):
            return [own]
        return [
            own,
            Domain("name", "in", [term, term.upper()]),
            self._get_ticket_domain(config, "pos_reference", term),
        ]

    @api.model
    def _get_ticket_domain(self, config, field, value):
        # See the class of the till; any ticket of an order names it.
        tickets = self.env["pos.order"].sudo()
        found = tickets.search(
            Domain(field, "=", value)
            & Domain("customer_order_id", "!=", False)
            & Domain("company_id", "=", config.company_id.id)
        )
        return Domain("id", "in", found.customer_order_id.ids)

    @api.model
    def _get_customer_domains(self, config, term):
        """List whose orders a term may mean: by customer, or by who collects them."""
        arms = [Domain("partner_id", "in", self._find_partner_ids(config, term))]
        if _is_name(term):
            arms.append(self._get_words_domain("collector_name", term))
        return arms

    @api.model
    def _get_words_domain(self, field, term):
        """Return that all words are in a text, in whichever order."""
        words = map(escape_psql, term.split())
        return Domain.AND(Domain(field, "ilike", word) for word in words)

    @api.model
    def _find_partner_ids(self, config, term):
        # Whose contact was archived still comes for the goods.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        if "@" in term:
            begin = escape_psql(term.lower())
            arms = [Domain("email_normalized", "=like", f"{begin}%")]
        elif _is_name(term):
            arms = [self._get_words_domain("complete_name", term)]
        else:
            arms = self._get_phone_domains(config, term)
        found = set()
        for arm in arms:
            found.update(partners.search(arm, limit=MAX_PARTNERS, order="id desc").ids)
        return list(found)

    @api.model
    def _get_phone_domains(self, config, term):
        """List how a phone number may be written: in full, or any part of it."""
        digits = "".join(char for char in term if char.isdigit())
        if len(digits) < MIN_TERM or any(char.isalpha() for char in term):
            return []
        number = config.company_id.partner_id._phone_format(number=term)
        arms = [Domain("phone_sanitized", "=", number)] if number else []
        return [*arms, Domain("phone_mobile_search", "ilike", digits)]
