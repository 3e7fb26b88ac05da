"""What does the ledger of nine banners and their townships hold after one year, after ten?

A history is made of events, not of commands: it costs a tenth of what the deciders would. That the deciders would have recorded
every one of them in just this order is what `test_seeds` shows. The scale is that of the published case `ordos-2025`; all places
are invented.
"""
