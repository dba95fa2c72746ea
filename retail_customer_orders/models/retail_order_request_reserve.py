import logging

import psycopg2

from odoo import SUPERUSER_ID, api, models

from odoo.addons.retail_base.tools.judge import lock_records

_logger = logging.getLogger(__name__)


class RetailOrderRequest(models.Model):
    """How the goods of an order are reserved: apart from the ticket's transaction."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _reserve_after_commit(self):
        """Reserve the goods in a transaction of its own, as soon as this one is safe.

        `_cron_reserve` does what this leaves undone.
        """
        registry, ids = self.env.registry, self.ids

        @self.env.cr.postcommit.add
        def reserve():
            try:
                with registry.cursor() as cr:
                    cr.execute("SET LOCAL lock_timeout = '3s'")
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    env["retail.order.request"].browse(ids)._reserve()
            except psycopg2.Error as error:
                _logger.info("Orders %s are reserved later: %s", ids, error)

    def _reserve(self):
        """Reserve the goods of these requests' orders, as far as there are any."""
        # Nobody has the right to change requests; this is the server's own doing.
        requests = lock_records(self.sudo()).filtered("to_reserve")
        requests.order_id._reserve_now()
        requests.to_reserve = False

    @api.model
    def _cron_reserve(self, limit=100):
        """Reserve the goods of orders where that could not be done at once."""
        requests = self.search([("to_reserve", "=", True)], limit=limit, order="id")
        for done, request in enumerate(requests, start=1):
            try:
                request._reserve()
            except psycopg2.OperationalError:
                # Somebody else works on the same stock: the next run tries again.
                self.env.cr.rollback()
                continue
            remaining = len(requests) - done
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break
