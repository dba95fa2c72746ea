"""What a cashier books makes them a follower of nothing."""

QUIET = {
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_notrack": True,
}
