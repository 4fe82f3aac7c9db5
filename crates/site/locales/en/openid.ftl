## Signing in by an OpenID provider

# $provider is what the owner calls the provider.
openid-sign-in = Sign in with { $provider }
openid-connect = Connect with { $provider }
openid-connect-note = Sign in there, and you come back here. From then on you can sign in to this account by { $provider }.
openid-go-on = Go on to { $provider }
openid-connect-title = Connect
openid-elsewhere = Known elsewhere
openid-proxy = The proxy in front of this site
# $when (Markup): a date and time.
openid-since = since { $when }
# $when (Markup): how long ago.
openid-last-used = last used { $when }
openid-part = Part from it
account-by-openid = by OpenID
account-by-openid-and-code = by OpenID and code
openid-away = The provider cannot be reached, or gives no answer that holds. Try again in a while, or use your password.
openid-too-long = That took too long, or was begun in another browser. Try it once more.
openid-taken = That is connected with another account already.
openid-not-let-in = The provider did not let you in.
openid-unknown = Nobody here is known by that. With an account, sign in otherwise, and connect it on its page.
openid-namesakes = Too many accounts have that name. Ask who runs this site for one.
openid-last-way = Set a password or add a passkey first: you could not sign in any more.
