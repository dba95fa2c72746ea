from contextlib import contextmanager

from odoo.exceptions import UserError


class RefusedMixin:
    @contextmanager
    def refused(self, sentence):
        """Expect a UserError that says `sentence`, and undo what was done before it."""
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            yield
        self.env.invalidate_all()
