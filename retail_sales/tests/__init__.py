from . import test_mail_confirmation
