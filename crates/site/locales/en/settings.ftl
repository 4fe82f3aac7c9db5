## How one likes to read

foot-settings = Reading settings
settings-head = Reading settings
settings-with-account = They are kept with your account.
settings-in-browser = They are kept in this browser.
settings-keep = Keep these
settings-forget = Back to how it was made
settings-language = Language
# Where the browser says which language its reader wants.
settings-language-auto = As the browser asks
settings-theme = Light or dark
settings-theme-auto = As the device is set
settings-theme-light = Light
settings-theme-dark = Dark
settings-size = Size of text
settings-size-small = Small
settings-size-medium = Medium
settings-size-large = Large
settings-size-largest = Largest
settings-width = Width of articles
settings-width-narrow = Narrow
settings-width-medium = Medium
settings-width-wide = Wide
settings-typeface = Typeface
settings-typeface-serif = With serifs
settings-typeface-sans = Without serifs
settings-lists = Lists
settings-lists-roomy = Roomy
settings-lists-dense = Dense: headlines alone

# An invented headline on which one sees what the settings do.
specimen-headline = The harbour that listens to its seals
specimen-standfirst = A hundred microphones lie on the floor of the bay. What they hear decides, since this spring, how fast the ferries may go.
