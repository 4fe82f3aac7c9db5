## Without a network

offline-head = No connection
offline-note = The site cannot be reached from here. What you wanted to send was not sent: go back, and it is still there.
offline-kept-page = You are offline. This is the page as it was when it was last opened here.
offline-again = Try again
offline-shelf = What you can read here

## Buttons of an article that need the script

article-listen = Listen
article-stop-listening = Stop reading
article-share = Share
article-shared = Address copied
