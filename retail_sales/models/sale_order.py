import logging

import psycopg2

from odoo import models

_logger = logging.getLogger(__name__)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_confirm(self):
        """Override of `sale` to mail the confirmation where the company wants it.

        Not where it is mailed already: `sale` does so in the context key `send_email`
        (portal, online payment), `sale_management` when the quotation template has a
        mail of its own.
        """
        result = super().action_confirm()
        if not self.env.context.get("send_email"):
            for order in self:
                if order._is_confirmation_to_mail():
                    order._try_mail_confirmation()
        return result

    def _is_confirmation_to_mail(self):
        self.ensure_one()
        # Whoever confirms may lack access to the company's settings.
        company = self.company_id.sudo()
        return (
            company.retail_mail_confirmation
            and self.partner_id.email
            and not self.sale_order_template_id.mail_template_id
        )

    def _try_mail_confirmation(self):
        """Mail the confirmation; if that fails, say so on the order and go on.

        A broken template, a missing PDF engine or mail server must not stop a sale.
        Errors of the database pass: the whole request is tried again then.
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._send_order_confirmation_mail()
        except psycopg2.Error:
            raise
        except Exception as error:
            _logger.warning("Confirmation of %s not mailed", self.name, exc_info=True)
            self.message_post(
                body=self.env._(
                    "The order confirmation could not be mailed: %(error)s",
                    error=str(error).partition("\n")[0],
                )
            )
