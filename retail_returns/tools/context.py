"""What a client may not say with the context of a call."""


def drop_defaults(records, names):
    """Leave defaults for some fields out of the context of records.

    A value is refused or left out where it is sent; as a default of the context it
    would come in by the back door.

    :param records: recordset of any model
    :param names: names of fields that the server writes alone
    :return: the same records
    """
    taken = {f"default_{name}" for name in names}
    context = records.env.context.items()
    kept = {key: value for key, value in context if key not in taken}
    # Keywords would be added to the context, and leave nothing out of it.
    return records.with_context(kept)  # pylint: disable=context-overridden
