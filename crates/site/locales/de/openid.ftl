## Anmelden über einen OpenID-Anbieter

openid-sign-in = Mit { $provider } anmelden
openid-connect = Mit { $provider } verbinden
openid-connect-note = Melden Sie sich dort an, dann kommen Sie hierher zurück. Von da an können Sie sich über { $provider } bei diesem Konto anmelden.
openid-go-on = Weiter zu { $provider }
openid-connect-title = Verbinden
openid-elsewhere = Anderswo bekannt
openid-proxy = Der Proxy vor dieser Website
openid-since = seit { $when }
openid-last-used = zuletzt benutzt { $when }
openid-part = Trennen
account-by-openid = mit OpenID
account-by-openid-and-code = mit OpenID und Code
openid-away = Der Anbieter ist nicht zu erreichen oder gibt keine gültige Antwort. Versuchen Sie es in einer Weile noch einmal, oder nehmen Sie Ihr Passwort.
openid-too-long = Das hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Versuchen Sie es noch einmal.
openid-taken = Das ist schon mit einem anderen Konto verbunden.
openid-not-let-in = Der Anbieter hat Sie nicht eingelassen.
openid-unknown = So ist hier niemand bekannt. Wenn Sie ein Konto haben, melden Sie sich anders an und verbinden es auf dessen Seite.
openid-namesakes = Zu viele Konten tragen diesen Namen. Bitten Sie darum, wer diese Website betreibt.
openid-last-way = Legen Sie zuerst ein Passwort fest oder fügen Sie einen Passkey hinzu: Sie könnten sich sonst nicht mehr anmelden.
