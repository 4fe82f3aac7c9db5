## Anmelden über einen Proxy vor der Website

proxy-known = Der Proxy vor dieser Website kennt Sie als „{ $name }“. Ein Konto dieses Namens gibt es schon: Melden Sie sich einmal damit an, dann sind beide verbunden.
proxy-leaving = Sie sind durch den Proxy vor dieser Website als { $name } angemeldet und bleiben es, bis Sie sich dort abmelden.
proxy-sign-out = Dort abmelden
account-by-proxy = durch den Proxy vor dieser Website
account-no-password = Sie haben noch keines: Sie melden sich anders an. Mit einem können Sie sich auch mit Namen und Passwort anmelden.
account-set-password = Festlegen
