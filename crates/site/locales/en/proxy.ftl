## Signing in by a proxy in front of the site

# $name is what the proxy calls the visitor.
proxy-known = The proxy in front of this site knows you as “{ $name }”. There is an account of that name already: sign in to it once, and the two are connected.
proxy-leaving = You are signed in as { $name } by the proxy in front of this site, and stay so until you sign out there.
proxy-sign-out = Sign out there
account-by-proxy = by the proxy in front of this site
account-no-password = You have none yet: you sign in otherwise. With one, you can sign in by name and password too.
account-set-password = Set it
