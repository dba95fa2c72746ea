import logging

import psycopg2

from odoo import models

_logger = logging.getLogger(__name__)


class SaleOrder(models.Model):
    """What the customer is mailed about a pickup."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _mail_pickup(self, template, code=""):
        """Queue a mail to the customer.

        A code stands in the mail alone: such a mail is not filed with the order, and
        nothing is left of it once it is sent.

        :param str template: XML id of a `mail.template`
        :param str code: the collector's code, if the mail is to say one
        """
        self.ensure_one()
        # Whoever handles orders need not read templates.
        mail = self.env.ref(template).sudo()
        values = {"auto_delete": True}
        if code:
            values.update(model=False, res_id=False, is_notification=False)
        mail.with_context(pickup_code=code).send_mail(
            self.id,
            email_values=values,
            email_layout_xmlid="mail.mail_notification_light",
        )
        if code:
            self.message_post(
                body=self.env._(
                    "A pickup code was mailed to %s.", self.partner_id.email
                )
            )

    def _try_mail_pickup(self, template, code=""):
        """Mail the customer; if that fails, say so on the order and go on.

        :return: whether the mail is on its way
        """
        self.ensure_one()
        if not self.partner_id.email:
            return False
        try:
            with self.env.cr.savepoint():
                self._mail_pickup(template, code)
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
            return False
        return True
