import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.search_term import get_receipt_code
from .retail_return_life import OPEN_STATES

_logger = logging.getLogger(__name__)


class RetailReturn(models.Model):
    """Customers ask for returns on the portal, and follow them there.

    They reach their returns through the pages alone: no model is theirs to read.
    """

    _name = "retail.return"
    _inherit = ["retail.return", "portal.mixin"]

    is_online = fields.Boolean(
        string="Asked Online",
        readonly=True,
        copy=False,
        help="The customer asked for this return on the portal.",
    )

    def _compute_access_url(self):
        """Override of `portal` to lead to the page of the return."""
        result = super()._compute_access_url()
        for record in self:
            record.access_url = f"/my/returns/{record.id}"
        return result

    @api.model
    def _get_portal_domain(self, partner):
        """Match the returns that a customer may follow: those of its company."""
        return [("partner_id", "child_of", partner.commercial_partner_id.id)]

    def _get_counter_code(self):
        """Return the code that the customer shows and a register scans."""
        self.ensure_one()
        return get_receipt_code(self.uuid)

    def _get_expected_refund(self):
        """Return what the customer gets back, in the currency of the return."""
        self.ensure_one()
        if self.state not in OPEN_STATES:
            return self.amount_total
        # A fee is fixed, and taken off the total, when the goods are received.
        return sum(self.line_ids.mapped("amount")) - self.fee_amount

    def _can_cancel_online(self):
        """Say whether the customer may still call this return off."""
        self.ensure_one()
        return self.state in OPEN_STATES

    def _cancel_online(self):
        """Call a return off, as its customer. Call it in superuser mode.

        :raise UserError: the goods are in the store already
        """
        self.ensure_one()
        lock_records(self)
        if not self._can_cancel_online():
            raise UserError(
                self.env._("%s cannot be cancelled any more.", self.name),
            )
        self.state = "cancelled"

    def action_receive(self):
        """Override of `retail_returns` to say who took in what was asked online."""
        result = super().action_receive()
        if not self.user_id:
            self.sudo().user_id = self.env.user
        return result

    # === MAIL ===#

    def action_approve(self):
        """Override of `retail_returns` to tell the customer who asked online."""
        result = super().action_approve()
        self.sudo()._try_mail("retail_returns.mail_template_return_approved")
        return result

    def action_reject(self, note=None):
        """Override of `retail_returns` to tell the customer who asked online."""
        result = super().action_reject(note)
        self.sudo()._try_mail("retail_returns.mail_template_return_rejected")
        return result

    def _try_mail(self, template):
        """Queue a mail to a customer who asked online; if that fails, say so here.

        :param str template: XML id of a `mail.template`
        """
        self.ensure_one()
        if not self.is_online or not self.partner_id.email:
            return
        # The mail links to the page, for whoever reads it.
        self._portal_ensure_token()
        try:
            with self.env.cr.savepoint():
                self.env.ref(template).send_mail(
                    self.id, email_layout_xmlid="mail.mail_notification_light"
                )
        except psycopg2.Error:
            raise
        except Exception as error:
            _logger.warning("%s: %s not mailed", self.name, template, exc_info=True)
            self.message_post(
                body=self.env._(
                    "The customer could not be mailed: %(error)s",
                    error=str(error).partition("\n")[0],
                )
            )
