## What the site does so that nobody is kept out

accessibility-head = Accessibility
accessibility-claim = This site is made to conform to the Web Content Accessibility Guidelines 2.2 at level AA.
accessibility-done = What is done for it
accessibility-plain = Everything can be read and done without a script (but for passkeys, reading aloud and reading offline), by keyboard alone, and with text enlarged to four times its size.
accessibility-marked = Headings, landmarks, languages and states are marked for screen readers; a headline in another language says which.
accessibility-fingers = What one touches is at least 24 pixels high, or stands apart from its neighbours.
accessibility-still = Nothing moves by itself: new articles announce themselves and wait.
# $link (Markup): the way to the settings.
accessibility-choose = Size of text, typeface, width, light or dark are for you to choose: { $link }.
accessibility-checks = How it is checked
accessibility-checked = Before each release a program holds the pages, light and dark, on a desktop’s and a phone’s screen, against all criteria that a program can check, and goes its way by keyboard. What takes a person to judge was judged by those who made the site, not by an auditor.
accessibility-lacks = What is known to be lacking
accessibility-lacking = Articles are shown as their publishers wrote them: pictures without a caption, or quotations in another language, are not described or marked by this site.
accessibility-tell = If something keeps you out, tell whoever runs this site.
