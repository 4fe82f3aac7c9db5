## Passkeys

passkeys-head = Passkeys
passkeys-note = A passkey signs you in with what unlocks your device, a finger or a PIN: no name, no password, nothing that can be given away.
# $when (Markup): a date and time.
passkeys-added = added { $when }
# $when (Markup): how long ago.
passkeys-last-used = last used { $when }
passkeys-not-used = not used yet
passkeys-new-name-of = New name of { $name }
passkeys-rename = Rename
passkeys-remove = Remove
passkeys-need-script = To add one takes a browser that knows passkeys, with scripts switched on.
passkeys-failed = That did not work. Load the page again and try once more.
passkeys-known = This device has a passkey for your account already.
passkeys-name = Name of the new passkey
passkeys-name-hint = So that you know it again, “Blue phone”. Empty, it is called like this browser.
passkeys-add = Add a passkey
account-by-passkey = by passkey

passkeys-no-https = Passkeys do not work at this address: it has to begin with https.
passkeys-only-at = Passkeys belong to a name, not to a number. On this machine, open { $address } instead.
passkeys-nowhere = Passkeys cannot be used here: browsers keep them for addresses that begin with https. Who runs this site can set one up.
passkeys-too-late = That took too long. Add the passkey once more.
passkeys-unusable = The browser made no passkey that can be used here. Try another device.
# 20 is PASSKEYS_MAX of the store.
passkeys-too-many = That passkey is known already, or you have 20, which is as many as one can.
passkey-too-late = That took too long. Try it once more.
passkey-no-answer = The browser’s answer was no passkey. Try it once more, or use your password.
passkey-unknown = That passkey is not known here, or no longer. Use your password, or another one.
passkey-wrong = That passkey did not fit. Try it once more, or use your password.
passkey-twice = That passkey was used elsewhere at the same moment. Try it once more.
passkey-sign-in = Sign in with a passkey
passkey-failed = That did not work. Try it once more, or use your password.
