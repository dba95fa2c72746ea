from odoo import models


class PosOrder(models.Model):
    """Who served the customer of a ticket."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_sales_taker(self):
        """Return the name of who sold this: an employee where `pos_hr` tells."""
        self.ensure_one()
        employee = self.employee_id if "employee_id" in self._fields else False
        return (employee and employee.name) or self.user_id.name
