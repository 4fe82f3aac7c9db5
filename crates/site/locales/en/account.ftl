## Signing in, and making an account

login-note = Sign in to see that page.
login-wrong = The name or the password is not right.
login-suspended = This account is suspended. Who runs this site can say why, and let you in again.
logout = Sign out
logout-as = You are signed in as { $name }.
account-name = Name
account-password = Password
# $count is 10.
password-hint = At least { NUMBER($count) } characters. A few words in a row are easy to keep and hard to guess.

join-head = Create an account
join-create = Create it
join-instead = Sign in instead
join-note = With an account you keep what you read, star and save, and follow what you choose.
join-invited = { $role ->
    [owner] { $by } invites you as the owner.
    [editor] { $by } invites you as an editor.
    [moderator] { $by } invites you as a moderator.
   *[reader] { $by } invites you as a reader.
}
join-used = This invitation has been used, taken back, or was too old. Ask for another one.
join-closed = Accounts are given by invitation here. Ask who runs this site for one.
join-none = No accounts are made here at the moment.
join-taken = This name is taken. Choose another one.

setup-head = Welcome
setup-note = Choose the name and the password of this installation’s owner. Whoever has them decides what is followed.
setup-begin = Begin
setup-over = This installation has its owner already; the link has done its work.
setup-expired = This link has been used or has expired. Start Dateline again to get a new one.

problem-name-length = The name must have 1 to 64 characters.
problem-name-unseen = The name must not have characters in it that nobody sees.
problem-password-short = The password must have at least 10 characters.
problem-password-long = The password is too long.
problem-password-name = The password must not be the name.

## One’s own account

account-tab = Account
account-comments-tab = Your comments
account-notices-tab = Notices
account-role = { $role ->
    [owner] You are the owner here.
    [editor] You are an editor here.
    [moderator] You are a moderator here.
   *[reader] You are a reader here.
}
account-signed-in = Signed in
account-this-session = this one
# $when (Markup): a date and time.
account-since = since { $when }
# $when (Markup): how long ago.
account-seen = seen { $when }
account-sign-out-there = Sign out there
account-sign-out-here = Sign out here
account-sign-out-elsewhere = Sign out everywhere else
account-browser = { $browser } on { $system ->
    [iphone] an iPhone
    [ipad] an iPad
    [android] Android
    [windows] Windows
    [mac] a Mac
   *[linux] Linux
}
# A browser that is not known, on a known system.
account-system = { $system ->
    [iphone] an iPhone
    [ipad] an iPad
    [android] Android
    [windows] Windows
    [mac] a Mac
   *[linux] Linux
}
account-unknown-browser = An unknown browser
account-present-password = Present password
account-new-password = New password
account-new-password-hint = At least { NUMBER($count) } characters. Every other session ends.
account-change-password = Change it
account-wrong-present-password = That is not your present password.
account-no-session = No session has that name.
account-leave = Take it with you, or leave
# $link (Markup): account-export, as a link.
account-export-all = What you wrote here, in one file: { $link }.
account-export = your comments as JSON
account-end = Delete this account

## What a reader wrote

own-words-head = Your comments
own-words-empty = You have not written anything yet. Below each article and each story stands its discussion.
# $subject (Markup): the headline, as a link.
own-words-on = on { $subject }
own-words-export = All of it as JSON
own-words-earlier = Earlier comments
own-words-blocked = Whom you blocked
own-words-blocked-hint = The page of any comment of theirs has a button that takes it back.

end-head = Delete your account
end-note = What you read, saved, starred and followed goes, and so do your recommendations, flags and notices. It cannot be brought back.
end-export = Take your comments with you first.
end-comments = What becomes of your comments?
end-keep = They stay, without your name: “a former reader”
end-erase = Every word of them is deleted; where others answered, an empty place stays
end-password = Your password
end-delete = Delete my account
end-keep-it = Keep it
end-owner = The owner’s account cannot be deleted: somebody has to keep the house.
end-choose = Choose what becomes of your comments.
end-wrong-password = That is not your password.
end-gone-head = Good-bye
end-gone = Your account is gone, and what it kept with it.

## The desk of accounts

role = { $role ->
    [owner] owner
    [editor] editor
    [moderator] moderator
   *[reader] reader
}
readers-head = Readers
readers-link = Send this link to whom you invite. It works once, within a week, and is not shown again.
readers-accounts = Accounts
# $when (Markup): a date and time.
readers-since = since { $when }
# $when (Markup): a date and time.
readers-suspended = suspended { $when }
readers-role-of = Role of { $name }
readers-change-role = Change role
readers-admit = Let in again
readers-suspend = Suspend
readers-more = More accounts
readers-invite = Invite
readers-for-whom = For whom
readers-for-whom-hint = Only you see it.
readers-as = As
readers-write-invitation = Write an invitation
readers-invitation = { $role ->
    [owner] For the owner
    [editor] For an editor
    [moderator] For a moderator
   *[reader] For a reader
}
readers-invitation-note = { $role ->
    [owner] For the owner: { $note }
    [editor] For an editor: { $note }
    [moderator] For a moderator: { $note }
   *[reader] For a reader: { $note }
}
# $when (Markup): a date and time.
readers-until = until { $when }
readers-withdraw = Take it back
readers-who = Who may make an account
readers-keep-this = Keep this
registration-open = Everyone who comes here, as a reader
registration-invited = Those whom I invite
registration-closed = Nobody for now, invited or not
readers-not-yours = Only the owner may do this with that account.
readers-role-stays = That account’s role stays.
readers-choose = Choose who may make an account.
readers-no-role = An account can be a reader’s, a moderator’s or an editor’s.
