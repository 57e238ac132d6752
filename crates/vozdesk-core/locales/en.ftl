## VozDesk in English. Every key stands in es.ftl too, with the same places.

# Little pieces
just-a-name = { $name }
just-a-word = { $word }
digits-exactly = { $count } digits
digits-between = { $fewest } to { $most } digits

# Numbers that cannot be read
misread-not-a-number = This is not a phone number.
misread-no-country = Begin with + and the country code, or choose a country.
misread-invalid-country-code = No country has this calling code.
misread-scientific-notation = A spreadsheet has turned this number into a figure and digits may be lost. Format the column as text and enter the number again.
misread-extension = An extension cannot be kept with a phone number. Leave it out, or write it in the notes.
misread-too-short = Too short for { $country }: { $digits }, here only { $found }.
misread-too-long = Too long for { $country }: { $digits }, here { $found }.
misread-invalid-length = { $country } has no numbers with { $found } digits.
misread-too-short-anywhere = Too short for a phone number.
misread-too-long-anywhere = Too long for a phone number.
misread-invalid-length-anywhere = No phone number has this many digits.

# Texts
text-missing = This must not be empty.
text-too-long = Too long: { $found } characters, at most { $limit } fit.
text-control-character = It holds a character that cannot be seen (a control character). Type it again.
area-code-wrong = An area code is up to 6 digits.
extra-numbers-range = Extra numbers are a whole number from 0 to { $most }.

# Fields
field-id = ID
field-number = Number
field-requested-country = Requested country
field-requested-area-code = Requested area code
field-label = Label
field-status = Status
field-notes = Notes
field-inbound-assistant = Inbound Assistant
field-fallback = Fallback Destination
field-outbound-assistant = Outbound Assistant
field-caller-id = Outbound Phone Number
field-name = Name
field-kind = Kind
field-role = Role
field-active = Active
field-greeting = Greeting
field-voice = Voice
field-default-country = Default country
field-plan = Plan
field-extra-numbers = Extra numbers
field-platform-name = Platform
field-platform-id = ID on the platform
field-platform-provider = Provider
field-platform-sms = Text messages
field-platform-cost = Monthly cost (cents)
field-platform-created = Made on the platform

# Titles of changes
title-added-number = Added { $name }
title-saved-number = Saved { $name }: { $fields }
title-removed-number = Removed { $name }
title-added-assistant = Added { $name }
title-saved-assistant = Saved { $name }: { $fields }
title-removed-assistant = Removed { $name }
title-saved-profile = Saved the office: { $fields }
title-imported = Imported { $files }
title-sample = Sample office

# Consequences
consequence-inbound-emptied = { $assistant } no longer answers calls to { $number }; nobody does.
consequence-outbound-emptied = { $assistant } no longer calls from { $number }; nobody does.
consequence-inbound-handed-over = { $to } answers calls to { $number } in the place of { $from }.
consequence-outbound-handed-over = { $to } calls from { $number } in the place of { $from }.
consequence-campaign-removed = The campaign { $campaign } is removed with it.
consequence-campaign-silenced = The campaign { $campaign } has nobody to speak.
consequence-fallback-outside = { $number } still falls back to { $to }, which is then no number of yours.
consequence-reference-followed = { $number } now leads to { $to }.
consequence-switched-off-fallback = Calls to { $number } go to { $to }.
consequence-switched-off-nobody = Calls to { $number } reach nobody.

# Refusals
refusal-gone = It is not there any more. Somebody has removed it.
refusal-invalid = Not saved: { $count } fields need another look.
refusal-invalid-one = { $field }: { $why }
refusal-moved-on = Not saved: { $count ->
    [one] a field has
   *[other] { $count } fields have
  } been changed in the meantime.
refusal-moved-on-field = Changed in the meantime.
refusal-fallback-loop = These fallbacks lead in a circle: { $chain }. If none of the assistants is available, a call goes round and nobody takes it.
requested-is-pending = A requested number is pending until its digits are entered.
fallback-is-itself = A number cannot be its own fallback.
number-taken = { $number } is there already: { $name }.
assistant-gone = This assistant is not there any more.

# The store
store-locked-by = Another VozDesk has this office open (process { $process }). Close it and try again.
store-locked = Another VozDesk has this office open. Close it and try again.
store-newer = A newer VozDesk has written this office (schema { $found }; this one knows { $known }). Nothing was changed. Install the newer version.
store-damaged = The file { $path } is damaged and was not touched: { $reason }.
store-no-permission = VozDesk may not write { $path }. Give your user the right to, or choose another folder.
store-full = The disk is full. Nothing was changed. Make room and try again.
store-failed = { $path } cannot be used: { $reason }.

# Problems in files
type-object = an object
type-array = a list
type-text = text
type-flag = true or false
type-null = nothing
type-number = a number
type-whole-number = a whole number
problem-wrong-type = Here is { $found }, where { $expected } belongs.
problem-missing-value = A value is needed here.
problem-empty-file = The file is empty.
problem-too-large = The file is larger than { $limit } MiB. No setup is that large.
problem-utf16 = The file is UTF-16. Save it as UTF-8 and try again.
problem-not-utf8 = The file is not UTF-8: line { $line } has a character in another encoding. Save it as UTF-8 and try again.
problem-too-deep = Values lie more than { $limit } levels deep within each other. This is no setup.
problem-not-json = This is not JSON: it cannot be read from line { $line }, column { $column } on. Was the file cut off, or edited by hand?
problem-not-text = This text holds half a character (a lone surrogate) and cannot be kept.
problem-duplicate-key = The key “{ $key }” stands twice in one object. Only the first is read.
problem-unknown-key = The key “{ $key }” is not known and is passed over.
problem-unknown-value = “{ $found }” is none of: { $expected }.
problem-unknown-country = “{ $found }” is no country code. Two letters are needed, such as US or ES.
problem-requested-country = A requested number needs a country.
problem-bad-id = An id is 1 to 64 visible ASCII characters.
problem-not-a-setup = This is no VozDesk setup: it does not say so in “format”.
problem-wrong-format = This is no VozDesk setup: its format is { $found }.
problem-newer-version = This setup is from a newer VozDesk (version { $found }; this one reads version 1). Install the newer version.
problem-wrong-version = There is no version { $found } of the setup file.
problem-no-version = The setup does not say its version.
problem-not-recognised = What this file is cannot be told from its content. Say it with --from.
problem-not-vozagent = This is no list of VozAgent’s phone numbers or assistants.
problem-error-answer = This is not a list but an error the platform answered: “{ $words }”.
problem-number-and-requested = An entry has either “number” or “requested”, not both.
problem-neither-number = An entry needs “number” or “requested”.
problem-no-platform-id = This assistant has no id, so it cannot be told from others.
problem-no-digits = This number has no digits.
problem-no-name = A name is needed.
problem-no-number = A campaign needs a number.
problem-duplicate-id = The id { $id } stands twice.
problem-same-record = The entry at { $pointer } is about the same record.
problem-several-candidates = Several records could be meant. Give the id.
problem-ambiguous-assistant = Several assistants are called “{ $found }”. Give the id.
problem-unknown-assistant = No assistant is called “{ $found }”.
problem-unknown-platform-assistant = No assistant has the id “{ $found }” on the platform. The slot stays as it is.
problem-unknown-number = “{ $found }” is no number of this setup.
problem-digits-taken = { $number } is there already: { $name }.
problem-digits-twice = { $number } stands in the file already, at { $pointer }.
note-slot-emptied = { $number } loses its assistant.
note-slot-left = “{ $found }” is left out, so the slot stays as it is.
note-number-left = “{ $found }” is left out, so the campaign’s number stays as it is.
note-number-needed = A campaign calls from it, so it stays.
note-fallback-outside = { $number } still falls back to it.
note-loop = Its fallbacks lead in a circle.

# The command line
cli-none = None
cli-yes = yes
cli-no = no
cli-is-undone = undone
cli-nothing-changed = Nothing changed.
cli-undone = Undone: { $title }
cli-redone = Done again: { $title }
cli-nothing-to-undo = There is nothing to undo.
cli-nothing-to-redo = There is nothing to redo.
cli-no-number = “{ $text }” is no number of this office: no id, no label, no digits.
cli-no-assistant = No assistant is called “{ $text }”.
cli-several = “{ $text }” is the name of several. Give one of the ids: { $ids }.
cli-file-unreadable = { $path } cannot be read: { $reason }.
cli-file-refused = { $file } cannot be imported.
cli-import-problems = Nothing was imported: { $count ->
    [one] there is a problem
   *[other] there are { $count } problems
  }. Mend the file, or leave those entries out with --skip-problems.
cli-import-applied = { $count ->
    [one] One change made
   *[other] { $count } changes made
  }, { $unchanged } unchanged. One undo takes it back.
cli-import-would = { $count ->
    [one] One change to make
   *[other] { $count } changes to make
  }, { $unchanged } unchanged. Nothing was written.
cli-import-nothing = Nothing to change, { $unchanged } unchanged.
cli-exported = Exported to { $path }.
cli-export-failed = { $path } could not be written: { $reason }. A file that was there is unchanged.
cli-write-failed = The output could not be written: { $reason }.
