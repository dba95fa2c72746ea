from odoo import fields, models


class RetailDepositEntry(models.Model):
    """What was booked by mistake is put right by its opposite."""

    _inherit = "retail.deposit.entry"  # pylint: disable=consider-merging-classes-inherited

    def _mirror(self, **links):
        """Add the opposite of these entries.

        :param links: further values, the same for all entries
        """
        amounts = [
            name
            for name, field in self._fields.items()
            if field.type == "monetary" and field.store
        ]
        return self.create(
            [
                {
                    **entry.copy_data({"date": fields.Datetime.now()})[0],
                    **{name: -entry[name] for name in amounts},
                    **links,
                }
                for entry in self
            ]
        )
