## Ways to sign in beside the password

ways-in-head = Ways to sign in
second-step = Second step
second-step-state-on = on
second-step-state-off = off
# $when (Markup): a date and time.
second-step-since = since { $when }
second-step-in-short = After the password, a code from an app on your phone is asked for.
second-step-change = Change
second-step-set-up = Set it up
recovery-codes-left = { $count ->
    [one] { $count } recovery code left
   *[other] { $count } recovery codes left
}
account-by-password = by password
account-by-password-and-code = by password and code

second-step-note = With it, a password alone opens nothing: at each sign-in a code is asked for, which an app on your phone makes.
second-step-need = You need an authenticator app: most password managers are one, and there are many for phones. Passkeys do not need this step.
second-step-back = Back to the account
second-step-show = 1. Show this to the app
second-step-qr = QR code of the secret below
# $link (Markup): second-step-open-there, as a link.
second-step-on-device = On the device with the app itself: { $link }. Or type this secret; it is one that changes by time:
second-step-open-there = open it there
second-step-type = 2. Type the code that it shows
second-step-code = Code
second-step-switch-on = Switch it on
second-step-leave-off = Leave it off
second-step-is-on = It is on
second-step-few = Few recovery codes are left. Make new ones, so that a lost phone does not lock you out.
second-step-proof = Your password, or a code
second-step-renew = Make new recovery codes
second-step-switch-off = Switch it off
second-step-codes = Your recovery codes
second-step-codes-note = The second step is on. Keep these codes where you find them without your phone, on paper or in a password manager: they are shown this once. Each signs you in one time.
second-step-kept = I have kept them
second-step-wrong-first = That is not the code of this moment. If it goes on, check the clock of the device with the app.
second-step-wrong-proof = That is neither your password nor a code that holds.
second-step-wrong = That code is not right, or was used before. Look at the app again: it makes a new one every half minute.
second-step-locked = { $minutes ->
    [one] Too many codes were wrong. Wait { $minutes } minute, or use one of your recovery codes.
   *[other] Too many codes were wrong. Wait { $minutes } minutes, or use one of your recovery codes.
}
second-step-end-of = Take off the second step

login-code-note = So far all is right. Now the code that your authenticator app shows.
login-code-hint = Six digits. Without the app at hand, one of your recovery codes does as well, once.
login-code-lost = Both lost? Who runs this site can take the second step off your account.
login-otherwise = Sign in otherwise
login-again = You signed in more than an hour ago. For this, sign in again.
