## VozDesk in English. Every key stands in es.ftl too, with the same places.

# Little pieces
just-a-name = { $name }
just-a-word = { $word }
just-a-number = { $number }
just-nothing = –
name-and-number = { $name }, { $number }
sentences = { $sentences }
digits-exactly = { $count } digits
digits-between = { $fewest } to { $most } digits

# Numbers that cannot be read
misread-not-a-number = This is not a phone number.
misread-no-country = Begin with + and the country code, or choose a country.
misread-invalid-country-code = No country has this calling code.
misread-scientific-notation = A spreadsheet has turned this number into a figure and digits may be lost. Format the column as text and enter the number again.
misread-extension = An extension cannot be kept with a phone number. Leave it out, or write it in the notes.
misread-letters = { $meant } is no part of a number. Leave it out, or write it in the label or the notes.
misread-date = This is a date, not a phone number.
misread-several-numbers = There is more than one number here. Write one only.
misread-block = This is a block of { $meant } numbers. Write each in a row of its own, or have it taken as each of them.
misread-ambiguous = This may be a number of another country that has lost its plus. Write { $meant } if it is, or the number with its area code as it is dialled within the country.
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
field-country = Country
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
field-slots = Slots
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
title-added-assistant-with-number = Added { $name } with the number { $number }
title-gave-number = { $name } got the number { $number }
title-added-campaign = Added { $name }
title-saved-campaign = Saved { $name }: { $fields }
title-removed-campaign = Removed { $name }
title-saved-profile = Saved the office: { $fields }
title-imported = Imported { $files }
title-restored = Restored to change { $change }
title-took-back = Undid only “{ $title }”
title-restored-backup = Restored the backup of { $at }
title-sample = Sample office
title-newer = A change made by a newer VozDesk

# Consequences
consequence-inbound-emptied = { $assistant } no longer answers calls to { $number }; nobody does.
consequence-outbound-emptied = { $assistant } no longer calls from { $number }; nobody does.
consequence-inbound-handed-over = { $to } answers calls to { $number } in the place of { $from }.
consequence-outbound-handed-over = { $to } calls from { $number } in the place of { $from }.
consequence-campaign-removed = The campaign { $campaign } is removed with it.
consequence-campaign-blocked = The campaign { $campaign } ({ $status }) cannot call from its number any more: { $why }.
consequence-campaign-spoken-by = The campaign { $campaign } ({ $status }) is then run by { $assistant }.
consequence-still-calls-from = { $assistant } can still call from { $number }{ $more ->
    [0] .
    [one] {" "}and one more.
   *[other] {" "}and { $more } more.
  }
consequence-calls-from-nothing = { $assistant } has no number left to call from.
consequence-still-answers = { $assistant } still answers { $number }{ $more ->
    [0] .
    [one] {" "}and one more.
   *[other] {" "}and { $more } more.
  }
consequence-answers-nothing = { $assistant } has no number left to answer.
consequence-caller-id-stays = People go on seeing { $to }.
consequence-more = And { $count } more.
consequence-over-allowance = There are then { $numbers } numbers; your plan allows { $all }.
consequence-fallback-outside = { $number } still falls back to { $to }, which is then no number of yours.
consequence-reference-followed = { $number } now names { $to } in its place.
consequence-caller-id-outside = { $number } still shows { $to }, which is then no number of yours: calls back go elsewhere.
consequence-switched-off-fallback = Calls to { $number } go to { $to }.
consequence-switched-off-nobody = Calls to { $number } reach nobody.

# What happens to a call
route-answers = { $assistant } answers.
route-answers-greeting = { $assistant } answers: “{ $greeting }”
route-switched-off = { $assistant } is switched off.
route-switched-off-nobody = { $assistant } is switched off and there is no fallback destination. Callers reach nobody.
route-unavailable-nobody = There is no fallback destination. Callers reach nobody.
route-nobody = No assistant answers. Callers reach nobody.
route-nobody-fallback-unused = No assistant answers. The fallback destination does not change that: it stands in for an assistant that is unavailable. Callers reach nobody.
route-pending = The number is pending and not in service yet.
route-inactive = The number is inactive and not in service.
route-not-ours = { $to } is no number of this office.
route-speaks = { $assistant } speaks, and people see { $to }.
route-not-ready = It cannot be used for campaigns: { $why }.
route-to-answered = The call goes to { $place }, where { $assistant } answers.
route-to-outside = The call goes to { $place }, outside this office.
route-to-switched-off = The call goes to { $place }, where { $assistant } is switched off.
route-to-unavailable = The call goes to { $place }, where { $assistant } is just as unavailable.
route-to-switched-off-nobody = The call goes to { $place }, where { $assistant } is switched off and there is no fallback destination. Callers reach nobody.
route-to-unavailable-nobody = The call goes to { $place }, where { $assistant } is just as unavailable and there is no fallback destination. Callers reach nobody.
route-to-nobody = The call goes to { $place }, where no assistant answers. Callers reach nobody.
route-to-pending = The call goes to { $place }, which is pending and not in service yet. Callers reach nobody.
route-to-inactive = The call goes to { $place }, which is inactive and not in service. Callers reach nobody.
route-comes-back = The call comes back to { $place } and goes round. Nobody takes it.
route-call-back-answered = Calling back reaches { $assistant }.
route-call-back-outside = Calling back reaches { $to }, outside this office.
route-call-back-not-ours = Calling back leaves this office.
route-call-back-nobody = Calling back reaches nobody.
not-ready-slot-empty = it has no outbound assistant
not-ready-assistant-inactive = its assistant, { $assistant }, is switched off
not-ready-its-assistant-inactive = its assistant is switched off
not-ready-inactive = it is inactive
not-ready-pending = it is still pending

# Findings
severity-error = error
severity-warning = warning
severity-hint = hint
finding-inbound-unassigned = No assistant answers this number. Callers reach nobody.
finding-inbound-assistant-inactive = Its assistant, { $assistant }, is switched off and no fallback destination is set. Callers reach nobody.
finding-inbound-assistant-inactive-unused = Its assistant, { $assistant }, is switched off.
finding-inbound-assistant-inactive-fallback = Its assistant, { $assistant }, is switched off. Calls go to { $to }.
finding-fallback-loop = Its fallback destination leads back to where the call began: { $chain }. If none of the assistants on the way is available, the call goes round and nobody takes it.
finding-fallback-loop-here = Its fallback destination leads back to where the call began. If none of the assistants on the way is available, the call goes round and nobody takes it.
finding-campaign-blocked = It calls from { $place }, which cannot be used for campaigns: { $why }.
finding-over-allowance = There are { $numbers } numbers, requested ones included; the plan allows { $all }.
finding-fallback-missing = If { $assistant } is unavailable, nobody takes the call: no fallback destination is set.
finding-fallback-without-assistant = Its fallback destination, { $to }, will not be used: no assistant is assigned that it could stand in for.
finding-fallback-ends-nowhere = If { $assistant } is unavailable, the call goes to { $place }, and reaches nobody in the end.
fallback-on-vapi = Vapi uses a fallback destination only while the number has no assistant. If the assistant is unavailable, it does not forward the call.
fallback-on-retell = Retell uses a fallback destination only in its outage mode or when too many people call at once. If the assistant is unavailable otherwise, it does not forward the call.
fallback-on-twilio = Twilio knows nothing of a fallback destination that is set here. If the assistant is unavailable, what is set up at Twilio decides.
fallback-on-elevenlabs = ElevenLabs has no fallback destination. If the assistant is unavailable, it does not forward the call.
fallback-on-telnyx = Telnyx knows nothing of a fallback destination that is set here. If the assistant is unavailable, what is set up at Telnyx decides.
finding-backup-folder-missing = The folder chosen for backups is not there, so no backups are made. Connect its drive, or choose another folder in Settings.
finding-outbound-assistant-inactive = Its outbound assistant, { $assistant }, is switched off. No campaign can call from it.
finding-call-back-unanswered = People who call { $to } back reach nobody.
finding-outbound-assistant-without-number = It has no number to call from.
finding-kinds-swapped = { $inbound } is an outbound assistant and answers calls; { $outbound } is an inbound assistant and speaks in campaigns.
finding-outbound-kind-answers = { $assistant } is an outbound assistant and answers calls to it.
finding-inbound-kind-speaks = { $assistant } is an inbound assistant and speaks in campaigns.
finding-caller-id-not-ours = People see { $to }, which is not in this setup: their calls back go elsewhere.
finding-caller-id-country = People see a number of another country ({ $country }), { $to }.
finding-caller-id-country-unknown = People see a number of another country, { $to }.
finding-assistant-unassigned = No number uses it.
finding-number-pending = Your provider has not set it up yet.
finding-number-not-in-metadata = The number is possible, but in no known range. Check its digits.
finding-label-missing = It has no label.
finding-label-duplicate = Another number has the label “{ $label }” too.
mend-switch-on = Switch on { $name }
mend-clear-own-fallback = Clear its fallback
mend-clear-fallback = Clear the fallback of { $name }
mend-show-itself = Show this number
mend-set-active = Set active
mend-make-custom = Make { $name } custom
mend-add-extra = Add { $count ->
    [one] 1 extra number
   *[other] { $count } extra numbers
  }
campaign-draft = draft
campaign-scheduled = scheduled
campaign-active = active
campaign-paused = paused
campaign-completed = completed
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
number-gone = This number is not there any more.
refusal-unknown-field = There is no field called “{ $field }” that can be edited.
value-unknown = “{ $found }” is no value of this field.
fault-unknown-assistant = A slot of { $number } names an assistant that is not there.
fault-unknown-number = The campaign { $campaign } calls from a number that is not there.
fault-of-number = { $number }: { $why }
slots-needed = Choose what it is for: answering calls, speaking in campaigns, or both.
campaign-needs-ready = { $place } cannot be used for campaigns: { $why }.
fallback-is-itself = A number cannot be its own fallback.
number-taken = { $number } is there already: { $name }.
assistant-gone = This assistant is not there any more.

# The store
store-locked-by = Another VozDesk has this office open (process { $process }). Close it and try again.
store-locked = Another VozDesk has this office open. Close it and try again.
store-newer = A newer VozDesk has written this office (schema { $found }; this one knows { $known }). Nothing was changed. Install the newer version.
store-damaged = The file { $path } is damaged and was not touched: { $reason }.
store-no-permission = VozDesk may not write { $path }. Give your user the right to, or choose another folder.
store-faulty = Not saved: { $why }
store-full = The disk is full. Nothing was changed. Make room and try again.
store-failed = { $path } cannot be used: { $reason }.
store-damaged-here = The file of this office is damaged and was not touched.
store-no-permission-here = VozDesk may not write the file of this office. Give your user the right to, or choose another folder.
store-failed-here = The folder of this office cannot be used.

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
problem-not-recognised = What this file is cannot be told from its content: it is no setup, no table and no list that VozDesk knows.
problem-not-of-platform = This is no list of { $platform }’s phone numbers or assistants.
problem-more-pages = The answer says that there is more than it carries. What is missing stays as it is.
problem-foreign-file = This is { $kind }, and neither a setup, a table nor a platform's list.
problem-foreign-list = This is { $kind }. VozDesk reads phone numbers and assistants.
problem-empty-list = The list is empty, and nothing in it says what it lists.
problem-one-entry = This is one entry fetched by itself. What else there is stays as it is.
problem-at-limit = The list holds exactly { $count } entries, as many as the platform gives at once: there may be more. What is missing stays as it is.
foreign-gzip = a compressed file (gzip)
foreign-zip = an archive (zip)
foreign-pdf = a PDF
foreign-picture = a picture
foreign-workbook = a workbook of a spreadsheet program
foreign-database = a database
foreign-page = a web page
foreign-xml = an XML file
foreign-binary = a file that is no text
foreign-calls = a list of calls
foreign-squads = a list of squads
foreign-workflows = a list of workflows
foreign-tools = a list of tools
foreign-credentials = a list of credentials
foreign-files = a list of files
foreign-knowledge = a list of knowledge bases
foreign-chats = a list of conversations
foreign-voices = a list of voices
foreign-prompts = a list of prompts
foreign-contacts = a list of contacts
foreign-records = a list of other records
foreign-caller-ids = a list of verified caller IDs, which are no numbers of the office
warning-odd-value = This value cannot be kept as it is and is left out. What was there stays.
warning-sip-number = A SIP address without digits is no phone number and is left out.
warning-nameless-agent = The agent has no name. It is called by its ID.
warning-server-decides = A server decides at each call who answers, so the slot stays as it is.
problem-incomplete = { $file } says that there is more than it carries, so it cannot replace anything. Merge it, or save the whole list.
warning-chat-agent = This agent chats and takes no calls, so it is left out.
warning-several-agents = Several assistants share this slot on the platform. Here a slot holds one, so it stays as it is.
warning-squad = A squad or workflow answers there, which is no assistant here. The slot stays as it is.
warning-fallback-sip = The fallback there is no phone number. The fallback destination stays as it is.
warning-fallback-extension = The fallback there has an extension, which cannot be kept. The fallback destination stays as it is.
warning-unknown-status = This status is not known. The status stays as it is.
problem-unclosed-quote = A quote opens on line { $line } and never closes.
problem-wrong-passphrase = The passphrase does not open it.
problem-not-decrypted = It is encrypted and cannot be opened: it is damaged or cut short, or it was encrypted for a key instead of a passphrase.
problem-unknown-columns = Which column holds the numbers cannot be told from: { $found }. Known headings are: { $expected }. Name the columns by hand.
problem-no-such-column = There is no column “{ $column }”.
problem-unknown-column = The column “{ $column }” is not known and is passed over.
problem-stray-byte = “{ $found }” has a character that is no text in this encoding. Enter it again, or choose the encoding of the file.
problem-cell-error = The cell holds the error { $found } of the spreadsheet and no value.
problem-table-too-large = The table is larger than a sheet can be: at most { $rows } rows and { $cells } cells are read. No office is that large.
problem-workbook-password = The workbook is protected by a password. Open it in the spreadsheet program, save it without one, and try again.
problem-workbook-broken = The workbook cannot be read: { $reason }. Open it in the spreadsheet program and save it again.
problem-no-such-sheet = There is no sheet “{ $sheet }”. The workbook has: { $sheets }.
warning-encoding = Nothing in the file says how its letters are encoded. They are read as { $encoding }, such as “{ $sample }”. If that is wrong, choose another encoding.
warning-headings-again = These are the headings again. The row is passed over.
warning-below-numbers = The row stands below the last number and has none. It is passed over.
warning-heading-twice = “{ $column }” names what another column holds already. This one is passed over.
warning-hidden-cells = Rows or columns of the workbook are hidden. They are read like all others.
warning-hidden-sheet = The sheet “{ $sheet }” is hidden in the workbook.
problem-too-many-cells = This row has { $found } cells, but there are { $columns } columns.
problem-unknown-country-name = “{ $found }” is no country. A code such as US, or a name in English or Spanish, is needed.
problem-digits-twice-line = { $number } stands in the file already, on line { $line }.
problem-error-answer = This is not a list but an error the platform answered: “{ $words }”.
problem-number-and-requested = An entry has either “number” or “requested”, not both.
problem-neither-number = An entry needs “number” or “requested”.
problem-no-platform-id = This assistant has no id, so it cannot be told from others.
problem-without-plus = Without its plus this could be { $one } or { $other }.
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
note-follows = Not in the file: it follows the new digits of { $number }.
note-loop = Its fallbacks lead in a circle.

# The call map
map-title = Call map
map-inbound = Inbound assistants
map-numbers = Phone numbers
map-outbound = Outbound assistants
map-fallbacks = Fallback destinations
map-requested = Requested
map-area-code = Area code { $code }
map-figure = { $count }
map-count = { $count ->
    [one] 1 number
   *[other] { $count } numbers
  }
map-off = Off
map-outside = Outside this office
map-then = then { $assistant }
map-then-outside = then outside this office
map-then-not-in-service = not in service
map-then-nobody = reaches nobody
map-if-unavailable = If the assistant is unavailable: { $route }
map-a-campaign-calls = When a campaign calls: { $route }
map-words = { $name }: { $words }
map-file-name = call-map
map-more-destinations = { $count } more destinations
map-more-assistants = { $count } more assistants

# The command line
cli-none = None
cli-yes = yes
cli-no = no
cli-is-undone = undone
cli-stays = { $name }: { $why }
cli-nothing-changed = Nothing changed.
take-back-nothing = nothing
take-back-clash = { $name }, { $field }: before { $before }, by this change { $changed }, now { $now }.
take-back-needed = { $name } is needed as it is now.
take-back-touched = { $name } was changed again since.
take-back-clashes = { $count ->
    [one] Later changes touched what it changed:
   *[other] Later changes touched { $count } of the things it changed:
  } { $clashes } Nothing was undone. --keep-later undoes the rest and leaves these as they are now.
take-back-undone = Change { $change } is undone already.
nothing-to-undo = There is nothing to undo.
nothing-to-redo = There is nothing to redo.
cli-no-number = “{ $text }” is no number of this office: no id, no label, no digits.
cli-no-assistant = No assistant is called “{ $text }”.
cli-no-campaign = No campaign is called “{ $text }”.
cli-somebody-calls = Somebody calls
cli-if-unavailable = If the assistant is unavailable
cli-a-campaign-calls = A campaign calls
cli-all-is-well = All is well: nothing was found.
cli-numbers-used = Numbers used
cli-numbers-left = Numbers left
cli-unlimited = unlimited
cli-several = “{ $text }” is the name of several. Give one of the ids: { $ids }.
cli-file-refused = { $file } cannot be imported.
cli-file-unknown = { $file } cannot be imported. If you know what it is, say so with --from.
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
cli-csv-exported = Exported to { $path }. A spreadsheet program that opens it can lose the plus signs; a workbook (--format xlsx) keeps them.
cli-write-failed = The output could not be written: { $reason }.
cli-made-untold = The change was made, but it could not be told. { $why }

# What the program says to the window
help-ours = { $name }, one of your numbers. Nobody answers it.
help-ours-answered = { $name }, one of your numbers. { $assistant } answers.
help-not-in-metadata = Possible, but in no known range. It can be saved.
command-failed = Something went wrong inside VozDesk. Nothing was changed; try again.
dialog-import-title = Choose files to import
dialog-export-title = Export the setup
dialog-map-title = Export the call map
dialog-findings-title = Export the check-up
findings-file-name = check-up
finding-severity = Severity
finding-about = Record
finding-side = Number or kind
finding-text = What was found
dialog-picture-kind = SVG pictures
dialog-import-kind = Setups, lists and tables
dialog-table-title = Export the phone numbers
dialog-table-kind = CSV tables
dialog-workbook-kind = Workbooks (Excel)
dialog-left-out-title = Save what was left out
left-out-name = Left out of the import
dialog-encrypted-kind = Encrypted files (age)
dialog-backups-title = Folder for backups
dialog-file-kind = JSON files
dialog-unavailable = This desktop offers no file dialog (neither a portal nor zenity answers). Drop the file on the window instead, or use the vozdesk command.
review-stale = The office has changed since this review was made. It was made again; look once more.
pasted-list = Pasted list
file-unreadable = { $name } cannot be read: { $reason }.
backup-made = Backed up as { $name }.
backup-failed = No backup could be made. { $why } The work itself goes on.
backup-offered = The newest backup that can be opened is { $name }, of { $at }. Restore it with: vozdesk backup restore { $name }
backup-recovered = The backup is in the place of the damaged office, which is kept as { $path }.
backup-folder-taken = { $path } holds the backups of another office ({ $office }), and each would thin out those of the other. Choose another folder.
backup-folder-away = The folder for backups is not there: { $path }. Connect its drive, or choose another folder. Nothing was made in its place.
backup-folder-not-absolute = { $path } names “{ $named }” as the folder for backups, which is no path from the root on. Write the whole path, or choose the folder in Settings.
store-no-locks = The file system of { $path } gives no locks, so two programs could write to this office at once and ruin it. It can be looked at but not changed there: nothing was written. Put the data folder on another disk.
store-replaced = Not saved: another file is in the place of this office’s, put there by a sync program perhaps. Make the change again in what is there now. ({ $path })
store-replaced-kept = Not saved: another file is in the place of this office’s, put there by a sync program perhaps. What was open is kept as { $kept }. Make the change again in what is there now. ({ $path })
store-gone = Not saved: the office’s file is no longer there. Put it back, or connect its drive, and save again. ({ $path })
store-gone-kept = Not saved: the office’s file is no longer there. What was open is kept as { $kept }; give that the name of the file that is missing, or put that one back, and save again. ({ $path })
data-folder-away = The folder that { $path } is to be in is not there. Connect its drive, or name another data folder. Nothing was made in its place.
data-folder-copied = This data folder is a copy of { $path }. It is another office from now on: its backups go into its own folder.
window-cannot-open = The window cannot be opened: { $reason }
no-display = There is no screen to open a window on. The command line, vozdesk, needs none.
first-window-silent = VozDesk is open already with this data folder, and that window does not answer. Close it, or end its process, and start again.
data-folder-synced = This data folder lies where { $program } keeps files in step. Use the office on one computer at a time, or move the data folder elsewhere and take setups over by export and import.
data-folder-on-network = This data folder lies on another machine ({ $kind }). Use the office on one computer at a time; a folder of this computer is safer and faster.
other-copies = Another copy of this office lies in its folder: { $names }. Import it to see what differs; remove it when it is no longer needed.
no-home = There is no home folder to find the office in (HOME is not set, or is no path from the root on). Name the data folder with --data.
store-dangling-link = { $path } is a link to a file that is not there. Connect the drive it is on, or put the store back.
backup-unknown = There is no backup called “{ $name }”. The list of backups shows those there are.
history-gone = There is no change { $change } in history, or not any more.
passphrase-of = { $name } is encrypted.
passphrase-wrong = The passphrase does not open { $name }.
passphrase-missing = A passphrase is needed: set VOZDESK_PASSPHRASE, or type it when asked in a terminal.
passphrase-differs = The two passphrases are not the same. Nothing was written.
passphrase-prompt = Passphrase
passphrase-prompt-again = Passphrase once more
file-refused = { $name } cannot be imported. { $why }
export-requested-left-out = { $count ->
    [one] One requested number has no digits yet and is not in the table
   *[other] { $count } requested numbers have no digits yet and are not in the table
  }.
export-failed = { $path } could not be written: { $reason }. A file that was there is unchanged.
status-undone = Undone: { $title }
status-redone = Done again: { $title }
kind-inbound = Inbound
kind-outbound = Outbound
kind-custom = Custom
kind-campaign = Campaign
kind-profile = The office
choice-not-ready = Cannot call: { $why }.
side-inbound-assistant = Inbound assistant
side-outbound-assistant = Outbound assistant
side-custom-assistant = Custom assistant
side-campaign = Campaign, { $status }
value-yes = Yes
value-empty = empty
value-no = No

# Sync
title-pulled = Brought here from { $platform }
sync-no-way = VozDesk cannot be connected to { $platform }. It can be connected to retell, vapi, elevenlabs, twilio and vozagent.
sync-connected-already = This office is connected to { $platform } already. To use another key, connect with --replace.
sync-no-connection = This office is not connected to { $platform }. Connect it first: vozdesk connect { $word }
sync-interrupted = VozDesk was ended while it changed { $number } on { $platform }. A compare tells what came of it, and shows just what is left.
sync-no-key = There is no key for { $platform }: { $why }. Connect again, or give the key in the variable { $variable }.
sync-keyring-has-none = the keyring holds none
sync-key-for-session = The key is kept for this session only, since the keyring cannot be used ({ $why }). Later commands need the variable { $variable }.
sync-key-here-only = The key is kept until VozDesk closes, since the keyring cannot be used ({ $why }).
sync-keyring-keeps = The keyring does not let the key go ({ $why }). The connection stays.
sync-key-missing = There is no key: type one, or give it on one line of standard input.
sync-key-prompt = Key for { $platform }
sync-key-of-no-kind = This cannot be a key of { $platform }. Copy it once more; for Twilio it is the account SID, a colon and the token.
sync-url-not-loopback = { $variable } must name a place on this machine: http or https to 127.0.0.1, [::1] or localhost, without user, path or query.
sync-no-proxy = { $proxy } is no address of a proxy.
sync-connected = Connected to { $platform }.
sync-disconnected = Disconnected from { $platform }. The numbers stay.
sync-unauthorised = { $platform } does not take the key: { $why }. Nothing more was asked.
sync-unreachable = { $platform } cannot be reached: { $why }. Try again later.
sync-bad-certificate = What answers in the place of { $platform } cannot show that it is { $platform }: { $why }. The key was not sent.
sync-throttled = { $platform } wants to be asked later: after { $until }.
sync-listing-incomplete = What { $platform } lists is not all there is: { $why } No plan was made.
sync-unreadable = The answer of { $platform } cannot be used: { $why }
sync-cancelled = Stopped as you asked.
sync-redirect = it leads to another address, which is not followed.
sync-no-json = it is no JSON.
sync-answered = it says: { $words }
sync-list-of-no-kind = it is not what the platform describes.
sync-page-repeated = a page came twice.
sync-page-without-key = there is more, but not said where.
sync-page-at-limit = it has exactly { $count } entries, as many as it gives at most.
sync-fewer-than-total = it has { $held } of { $total } entries.
sync-twice-there = { $number } stands there twice, by two ids. It is left alone until one of them is gone.
sync-too-long = { $platform } takes at most { $about } characters. Shorten the label here.
sync-unknown-assistant = { $platform } has no assistant { $about }. Make it there, or choose another here.
sync-not-taken-here = What { $platform } has of it cannot be kept here.
sync-other-platform = { $about } answers this number, so it is not compared with { $platform }.
sync-other-digits = On { $platform } this number has the digits { $about }. Correct them where they are wrong.
sync-nothing-there = { $platform } lists no number at all. Nothing is removed here.
sync-fault-of = { $number }: { $why }
sync-problems = Nothing was sent: { $count ->
    [one] one change
   *[other] { $count } changes
} would be refused. { $told }
sync-asks = Nothing was sent yet. { $told } If that is meant, say so with --yes-really.
sync-ask-many = { $count } numbers on { $platform } would change at once: { $numbers }.
sync-ask-nobody = On { $platform } nobody would answer any more: { $numbers }.
sync-plan-unknown = There is no such plan, or it was sent already. Make a plan, look at it, and send that.
sync-plan-stale = The office was changed since the plan was made. Make a plan again.
sync-not-to-decide = { $number }, { $field }: there is nothing to decide.
sync-not-removed = { $number } is not among the numbers removed here.
sync-linked-twice = Only one assistant here can be the one called { $name } there. Choose one of them.
sync-not-proposed = Nobody on the platform is proposed to be the same as { $name }.
sync-no-digits = { $name } has no digits yet.
sync-no-field = { $text } is no NUMBER:FIELD; a field is one of label, inbound.assistant, outbound.assistant, inbound.fallback and outbound.caller_id.
sync-not-by-hand = { $number }, { $field }: that is not on the list.
sync-done = Taken, and read back.
sync-already = It stood there already.
sync-changed-there = Somebody has changed it there meanwhile. It was left alone.
sync-not-taken = The platform said yes, but read back it is not there.
sync-refused = The platform says: { $words }
sync-no-longer-there = The number is no longer there.
sync-unknown = It cannot be told whether it was taken: { $why }
sync-more-moved = more has moved than was sent: { $fields }.
sync-not-tried = Not sent.
sync-set-by-hand = Set { $field } to { $value }.
sync-clear-by-hand = Empty { $field }.
sync-decided-by-hand = Somebody else decides there at each call. Set { $field } to { $value }, if you want that.
nobody-or-nothing = None
sync-rename-by-hand = Rename it to { $here }. It is called { $there } there.
sync-get-number-by-hand = Get a number in { $wanted }, then enter its digits here.
sync-bring-number-by-hand = Bring { $number } to the platform, or remove it here.
sync-place = On { $platform }: { $menu }
sync-place-of = On { $platform }: { $menu }, { $entry }
sync-key-typed-empty = Paste the key first.
sync-decided-there = Decided there
sync-new-number = New number
sync-new-assistant = New assistant
sync-removed-here = Removed here
sync-same-assistant = Same assistant?
sync-not-linked = { $name }, not linked yet
sync-gone-there = Gone there
sync-gone-there-kept = It is no longer on { $platform }. It stays here, and nothing is sent to it.
sync-note = Note
sync-sent-taken = Sent { $sent }, taken { $taken }
sync-left = { $count ->
    [one] One change is left. It stays
   *[other] { $count } changes are left. They stay
} in the plan; nothing is sent again by itself.
sync-same-as-there = Same as on { $platform }, compared { $at }.
sync-differs-from-there = { $count ->
    [one] One field differs
   *[other] { $count } fields differ
} from { $platform }.
ask-nobody-title = Callers of { $count ->
    [one] one number
   *[other] { $count } numbers
} would reach nobody
ask-many-title = That is { $count } of the { $total } numbers on { $platform }
ask-confirm = Yes, change { $count ->
    [one] this number
   *[other] these { $count } numbers
}
outcome-waiting = Waiting
outcome-sending = Sent, reading back
outcome-done = Taken
outcome-already = Was there already
outcome-changed-there = Changed there
outcome-not-taken = Not taken
outcome-refused = Refused
outcome-unknown = Not known
outcome-not-tried = Not sent
notice-answers-instead = { $now } answers instead of { $before }.
notice-answers = { $now } answers instead of nobody.
notice-nobody-answers = Nobody answers any more, instead of { $before }.
notice-switched-off = { $name } is switched off here.
notice-speaks-instead = When a campaign calls, { $now } speaks instead of { $before }.
notice-speaks = When a campaign calls, { $now } speaks.
notice-nobody-speaks = When a campaign calls, { $before } no longer speaks; nobody does.
notice-label = The new label is only seen by you.
key-retell-1 = Sign in at Retell in your browser.
key-retell-2 = Open Settings, then API Keys.
key-retell-3 = Copy a key, or make one called VozDesk, and paste it here.
key-vapi-1 = Sign in at Vapi in your browser.
key-vapi-2 = Open your organization, then API Keys.
key-vapi-3 = Copy the private key, and paste it here.
key-elevenlabs-1 = Sign in at ElevenLabs in your browser.
key-elevenlabs-2 = Open Developers, then API Keys.
key-elevenlabs-3 = Make a key that may read and write Conversational AI, and paste it here.
key-twilio-1 = Sign in at Twilio in your browser.
key-twilio-2 = Find Account SID and Auth Token in the account’s dashboard.
key-twilio-3 = Paste both here with a colon between them: SID:TOKEN.
key-vozagent-1 = Sign in at VozAgent in your browser.
key-vozagent-2 = Open Settings, then API.
key-vozagent-3 = Copy a key, which begins with gw_, and paste it here.
cli-plan-none = Here and there are the same.
cli-plan-numbers = { $count ->
    [one] One number is the same.
   *[other] { $count } numbers are the same.
}
cli-plan-send = To send
cli-plan-bring = To bring here
cli-plan-decide = To decide
cli-plan-by-hand = By hand
cli-plan-new-there = New there
cli-plan-removed-here = Removed here
cli-plan-gone-there = Gone there
cli-plan-assistants = Assistants
cli-plan-links = Perhaps the same assistant
cli-plan-digest = Send it with: vozdesk push { $platform } --plan { $digest }
cli-plan-problems = { $count ->
    [one] One change
   *[other] { $count } changes
} of the plan cannot be made as they are.
cli-pull-refused = { $count ->
    [one] One entry
   *[other] { $count } entries
} cannot be kept here. With --skip-problems the others are brought.

# The window: keys that begin with ui- go to the page as they are
ui-page-numbers = Phone Numbers
ui-page-assistants = Assistants
ui-page-campaigns = Campaigns
ui-page-checkup = Check-up
ui-page-callmap = Call map
ui-page-sync = Sync
ui-page-history = History
ui-page-transfer = Import & Export
ui-page-settings = Settings
ui-plan-of = { $plan } plan
ui-plan-essential = Essential
ui-plan-growth = Growth
ui-plan-advanced = Advanced
ui-plan-enterprise = Enterprise
ui-plan-choice-essential = Essential, 1 number
ui-plan-choice-growth = Growth, 3 numbers
ui-plan-choice-advanced = Advanced, 10 numbers
ui-plan-choice-enterprise = Enterprise, unlimited
ui-allowance-used = { $all ->
    [one] { $numbers } of 1 number
   *[other] { $numbers } of { $all } numbers
  }
ui-allowance-parts = { $included } included, { $extra } extra
ui-allowance-unlimited = { $numbers ->
    [one] 1 number
   *[other] { $numbers } numbers
  }, unlimited
ui-allowance-left = { $left ->
    [one] 1 number is left on your plan.
   *[other] { $left } numbers are left on your plan.
  }
ui-allowance-exceeded = { $over ->
    [one] 1 more than your plan allows
   *[other] { $over } more than your plan allows
  }
ui-allowance-over = Your plan has no number left. You can add it all the same and extend the plan later.
ui-sample-mark = Sample office
ui-sample-remove = Remove
ui-search = Search
ui-filter = Filter
ui-filter-all = All
ui-filter-no-inbound = No inbound
ui-filter-campaign-ready = Campaign-ready
ui-filter-with-findings = With findings
ui-filter-by-assistant = By assistant
ui-filter-blocked = Blocked
ui-filter-campaign-draft = Drafts
ui-filter-campaign-scheduled = Scheduled
ui-filter-campaign-active = Active
ui-filter-campaign-paused = Paused
ui-filter-campaign-completed = Completed
ui-filter-all-campaigns = All
ui-filter-pending = Pending
ui-label = Label
ui-number = Number
ui-inbound-assistant = Inbound Assistant
ui-fallback = Fallback Destination
ui-outbound-assistant = Outbound Assistant
ui-caller-id = Caller ID
ui-status = Status
ui-notes = Notes
ui-none = None
ui-empty = empty
ui-off = Off
ui-filter-off = Off
ui-name-off = { $name } (off)
ui-this-number = This number
ui-area-code = Area code { $areaCode }
ui-requested = Requested
ui-requested-help = Pending until its digits are entered.
ui-status-active = Active
ui-status-inactive = Inactive
ui-status-pending = Pending
ui-kind-inbound = Inbound
ui-kind-outbound = Outbound
ui-kind-custom = Custom
ui-count-numbers = { $count ->
    [one] 1 number
   *[other] { $count } numbers
  }
ui-count-found = { $all ->
    [one] { $found } of 1 number
   *[other] { $found } of { $all } numbers
  }
ui-count-assistants = { $count ->
    [one] 1 assistant
   *[other] { $count } assistants
  }
ui-none-match = No number matches “{ $search }”
ui-none-in-filter = No number here
ui-none-match-text = Search looks at labels, assistants, notes and statuses, and at digits wherever they stand.
ui-clear-search = Clear search
ui-no-numbers = No phone numbers yet
ui-no-numbers-text = Add the first one, or import a file.
ui-add-number = Add Phone Number
ui-add-number-help = Type it as you use it; for another country, begin with +.
ui-label-help = What people call it, such as Main Office. May be empty.
ui-number-needed = Enter a number.
ui-country = Country
ui-country-search = Country or code
ui-country-none = No country
ui-number-settings = Phone Number Settings
ui-what-happens = What happens
ui-somebody-calls = Somebody calls
ui-campaign-calls = A campaign calls
ui-is-unavailable = { $name } is unavailable
ui-route-new = new
ui-findings = Findings
ui-blocks-title = Campaigns that cannot run any more
ui-blocks-question = Save the changes to { $name }?
ui-enter-number = Enter number…
ui-correct-number = Correct number…
ui-enter-number-title = Enter the number of { $name }
ui-correct-number-title = Correct the number of { $name }
ui-enter-number-help = The number your provider has set up.
ui-correct-number-help = What it should have been.
ui-save-number = Save number
ui-references-follow = { $count ->
    [one] Change it where another number names it, too
   *[other] Change it in the { $count } other numbers that name it, too
  }
ui-stays-pending = It stays pending until you set it active. Its assistants and campaigns stay.
ui-slots-stay = Its assistants and campaigns stay.
ui-count-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
  }
ui-count-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
  }
ui-count-hints = { $count ->
    [one] 1 hint
   *[other] { $count } hints
  }
ui-previous-number = Previous number
ui-next-number = Next number
ui-close = Close
ui-inbound-settings = Inbound Settings
ui-outbound-settings = Outbound Settings
ui-assistant = Assistant
ui-fallback-help = Usually a mobile or the office landline, so that no call is missed.
ui-caller-id-field = Outbound Phone Number
ui-caller-id-none = None: this number is shown
ui-was = was { $value }
ui-discard = Discard
ui-save-changes = Save Changes
ui-unsaved-edits = { $count ->
    [one] 1 unsaved edit
   *[other] { $count } unsaved edits
  }
ui-close-title = Close VozDesk?
ui-close-text = What is typed here has not been saved.
ui-close-anyway = Close
ui-leave-title = Save the changes to { $name }?
ui-leave-text = Edits have not been saved.
ui-keep-editing = Keep editing
ui-loop-title = These fallbacks lead in a circle
ui-save-anyway = Save anyway
ui-moved-on-title = Changed in the meantime
ui-moved-on-text = Take what is there now, or save what you typed?
ui-take-theirs = Take what is there
ui-save-mine = Save mine
ui-remove-section = Remove
ui-remove-number = Remove this number…
ui-remove-assistant = Remove this assistant…
ui-remove-title = Remove { $name }?
ui-remove-text = Undo brings it back.
ui-what-else = What else changes
ui-remove = Remove
ui-cancel = Cancel
ui-undo = Undo
ui-gone = It is not there any more.
ui-name = Name
ui-kind = Kind
ui-active = Active
ui-active-of = { $name } active
ui-answers = Answers
ui-calls-from = Calls from
ui-role = Role
ui-greeting = Greeting
ui-greeting-help = What it says first.
ui-voice = Voice
ui-and-more = { $names } and { $count } more
ui-new-assistant = New assistant
ui-phone-number = Phone number
ui-held-by = Now held by
ui-nobody = Nobody
ui-search-numbers = Search numbers
ui-no-number-to-choose = No number matches.
ui-more-numbers = { $count ->
    [one] 1 more number: search to find it.
   *[other] { $count } more numbers: search to find them.
  }
ui-choose-a-number = Choose a number.
ui-step-kind = Kind
ui-step-details = Details
ui-step-number = Phone number
ui-step-review = Review
ui-step-done = , done
ui-leave-wizard-title = Leave the new assistant?
ui-leave-wizard-text = What you typed is lost.
ui-slots-needed = Choose what it is for: answering calls, speaking in campaigns, or both.
ui-call-backs = Call backs
ui-review-title = This will be created
ui-review-number-title = This will change
ui-role-help = What it does, such as receptionist.
ui-voice-help = As your platform names it.
ui-back = Back
ui-continue = Continue
ui-nothing-saved-yet = Nothing is saved until you finish.
ui-wizard-kind = What is the assistant for?
ui-kind-inbound-text = Answers calls to your numbers.
ui-kind-outbound-text = Speaks when a campaign calls from a number.
ui-kind-custom-text = Anything else: answering calls, speaking in campaigns, or both.
ui-takes-inbound = Answers calls
ui-takes-outbound = Speaks in campaigns
ui-wizard-number-outbound = Which number does { $name } call from?
ui-wizard-number-inbound = Which number does { $name } answer?
ui-wizard-number-both = Which number does { $name } answer and call from?
ui-left-of = { $left } of { $all } left on your plan
ui-left-unlimited = Your plan has no limit
ui-left-afterwards = { $left ->
    [one] 1 number is left afterwards
   *[other] { $left } numbers are left afterwards
  }
ui-get-new-number = Get a new phone number (recommended)
ui-get-new-number-text = A number of its own. It is pending until your provider has set it up.
ui-use-existing-outbound = Use an existing outbound number
ui-use-existing-inbound = Use an existing number
ui-use-existing-outbound-text = Each number has room for one outbound assistant.
ui-use-existing-inbound-text = Each number has room for one inbound assistant.
ui-use-existing-both-text = Each number has room for one assistant that answers and one that calls.
ui-later = Later
ui-later-outbound-text = { $name } cannot call until it has a number.
ui-later-inbound-text = { $name } answers no calls until it has a number.
ui-no-number-left = Your plan has no number left
ui-no-number-left-text = You can request one all the same. The check-up then says that there are more numbers than the plan allows.
ui-no-number-left-way = To avoid that, add an extra number or change the plan in Settings, or use an existing number.
ui-area-code-field = Area code
ui-area-code-help = Optional
ui-who-answers-call-backs = Who answers call backs?
ui-call-backs-nobody = People who call back reach nobody.
ui-loses-this-number = { $name } loses this number
ui-new-number-in = A new number in { $country }, pending
ui-new-number-in-area = A new number in { $country }, area code { $areaCode }, pending
ui-review-later-outbound = Later. It cannot call until it has a number.
ui-review-later-inbound = Later. It answers no calls until it has a number.
ui-create-assistant = Create
ui-give-number = Give number
ui-give-number-to = A number for { $name }
ui-give-number-dots = Choose number…
ui-switch-off = Switch off
ui-switch-off-title = Switch { $name } off?
ui-none-of-this-sort = Nothing of this sort
ui-new-campaign = New campaign
ui-create-campaign = Create
ui-campaign-settings = Campaign Settings
ui-campaign-draft = Draft
ui-campaign-scheduled = Scheduled
ui-campaign-active = Active
ui-campaign-paused = Paused
ui-campaign-completed = Completed
ui-count-campaigns = { $count ->
    [one] 1 campaign
   *[other] { $count } campaigns
  }
ui-none-match-campaign = No campaign matches “{ $search }”
ui-none-match-campaign-text = Search looks at names, numbers and who speaks.
ui-no-campaigns = No campaigns yet
ui-no-campaigns-text = A campaign calls people from one of your numbers.
ui-begins-as-draft = It begins as a draft. Schedule or activate it once its number can be used.
ui-blocked = Blocked
ui-cannot-run = This campaign cannot run
ui-open-its-number = Open its number
ui-remove-campaign = Remove this campaign…
ui-campaign-speaks = { $name } speaks, and people see { $number }.
ui-export-findings = Export as CSV…
ui-severity-errors = Errors
ui-severity-warnings = Warnings
ui-severity-hints = Hints
ui-severity-error-note = Callers reach nobody, or a campaign cannot run.
ui-severity-warning-note = Works now, but not if something fails.
ui-severity-hint-note = Worth knowing.
ui-records-checked = { $count ->
    [one] 1 record checked
   *[other] { $count } records checked
  }
ui-all-is-well = All is well
ui-all-is-well-text = Every number, assistant and campaign was looked at, and nothing wants a look.
ui-none-match-finding = Nothing was found about “{ $search }”
ui-none-match-finding-text = Search looks at the names of numbers, assistants and campaigns.
ui-findings-about = Only about { $name }
ui-show-all = Show all
ui-choose-assistant = Choose assistant…
ui-set-fallback = Set fallback…
ui-set-caller-id = Set caller ID…
ui-enter-label = Enter label…
ui-set-status = Set status…
ui-use-another-number = Use another number…
ui-choose-number = Choose number…
ui-map-in = Inbound
ui-map-out = Outbound
ui-map-fall = Fallbacks
ui-shown-calls = Shown calls
ui-show-as-list = Show as list
ui-show-as-picture = Show as picture
ui-export-svg = Export as SVG…
ui-choosing-file = Choosing a file…
ui-map-empty = Nothing to draw yet
ui-map-empty-text = Add numbers and assistants, and this page shows who answers and who calls.
ui-map-label = Call map: { $numbers ->
    [one] 1 number
   *[other] { $numbers } numbers
  }, { $assistants ->
    [one] 1 assistant
   *[other] { $assistants } assistants
  }, { $fallbacks ->
    [one] 1 fallback destination
   *[other] { $fallbacks } fallback destinations
  }
ui-map-help = Point at a box to see its calls; click it or press Enter to open it.
ui-map-list-help = What happens to the calls of each number.
ui-call-paths = Calls of each number
ui-not-in-service = not in service
ui-add-way = How
ui-add-known = I have the number
ui-add-request = Ask for a new one
ui-assistant-settings = Assistant Settings
ui-none-match-assistant = No assistant matches “{ $search }”
ui-none-match-assistant-text = Search looks at names, roles and greetings.
ui-no-assistants = No assistants yet
ui-no-assistants-text = An assistant answers calls or speaks in campaigns.
ui-language = Language
ui-appearance = Appearance
ui-theme-system = System
ui-theme-light = Light
ui-theme-dark = Dark
ui-settings-window = Window
ui-settings-office = Office
ui-connections = Connections
ui-connections-text = This office talks to no host except those of the platforms you connect, which are listed here, and only when somebody presses a button.
ui-connections-none = No platform is connected. That is done on the page Sync.
ui-connection-key-keyring = Key in the keyring
ui-connection-key-session = Key kept for this session only
ui-connection-key-none = No key
ui-disconnected = Disconnected from { $platform }. The numbers stay.
ui-proxy = Proxy
ui-proxy-help = Empty uses the one the system names. Example: http://proxy.example:8080. A password is not kept.
ui-proxy-kept = The proxy is kept.
ui-proxy-cleared = The proxy the system names is used.
ui-settings-data = Data
ui-settings-data-text = Everything VozDesk knows is in this folder on this computer, but for the keys of platforms. Nothing is sent before you press a button.
ui-review-copy = See what differs
ui-review-copy-of = See what differs in { $name }
ui-copy-path = Copy path
ui-keys = Keys
ui-keys-dots = Keys…
ui-keys-everywhere = Everywhere
ui-keys-pages = Pages
ui-keys-table = In a table
ui-keys-panel = In a panel
ui-keys-in-text = In a text that is edited, Ctrl Z is the text’s own.
ui-search-page = Search this page
ui-page-keys = This page of keys
ui-close-open = Close what is open
ui-close-window = Close the window
ui-next-row = Next, previous row
ui-far-row = A page down, up
ui-first-row = First, last row
ui-open-row = Open the row
ui-copy-name = Copy name
ui-cut = Cut
ui-copy = Copy
ui-paste = Paste
ui-select-all = Select all
ui-skip = Skip to the page
ui-zoom-keys = Larger, smaller, as it was
ui-zoomed = Shown at { $percent }
ui-first-hit = From the search to the first row, or open it
ui-edit-label = Edit the label
ui-found-by-fallback = falls back to it
ui-found-by-caller-id = shows it
ui-find-assistant = Find an assistant
ui-no-such-assistant = No assistant is called so.
ui-choose-inbound = Inbound Assistant…
ui-choose-outbound = Outbound Assistant…
ui-row-menu = Its menu
ui-next-in-panel = Next, previous number
ui-open = Open
ui-copy-number = Copy number
ui-copy-label = Copy label
ui-remove-dots = Remove…
ui-copied-text = Copied { $text }
ui-copy-text-failed = It could not be copied.
ui-copied = The path was copied.
ui-copy-failed = The path could not be copied. Select it and press Ctrl C.
ui-version = VozDesk { $version }
ui-office-name = Office name
ui-default-country = Default country
ui-default-country-help = Numbers typed without + are read in this country.
ui-plan = Plan
ui-extra-numbers = Extra numbers
ui-extra-numbers-wrong = Enter a whole number, 0 or more.
ui-import-title = Import
ui-import-text = A VozDesk setup, a workbook or table of numbers, or lists from VozAgent, Retell, Vapi, ElevenLabs, Twilio or Telnyx. You see every entry before it counts.
ui-export-title = Export
ui-export-text = The whole setup as one JSON file. No passwords or keys are ever in it.
ui-export = Export…
ui-export-table = Export CSV…
ui-export-encrypted = Export encrypted…
ui-export-table-title = Table
ui-export-table-text = The phone numbers for a spreadsheet, to be edited there and imported again. A workbook keeps every plus sign and lets you choose assistants from a list; CSV is safe only in programs that leave text alone.
ui-export-workbook = Export as workbook…
ui-encrypt-title = Export encrypted
ui-encrypt-text = Only those who know it can open the file. It is kept nowhere: if it is forgotten, what is in the file is lost.
ui-passphrase-title = Encrypted file
ui-passphrase = Passphrase
ui-passphrase-again = Passphrase once more
ui-passphrase-missing = Enter the passphrase.
ui-passphrase-differs = The two are not the same.
ui-open-file = Open
ui-print-title = On paper
ui-print-text = A sheet with all the numbers: who answers, where calls go otherwise, who calls from it.
ui-print = Print…
ui-print-count = { $count ->
    [one] { $count } phone number
   *[other] { $count } phone numbers
 }
ui-print-too-many = { $count } numbers are too many for a sheet (at most { $limit }). Export them as a table instead.
ui-redo = Redo
ui-when = When
ui-what-was-done = What was done
ui-records = Records
ui-before = Before
ui-is-undone = undone
ui-restore = Restore
ui-today = Today, { $day }
ui-yesterday = Yesterday, { $day }
ui-undo-only = Undo only this change…
ui-undo-only-title = Undo only “{ $title }”?
ui-undo-only-text = What was changed after it stays.
ui-undo-only-clashes = { $count ->
    [one] One thing was changed again since.
   *[other] { $count } things were changed again since.
  } Choose for each; until you do, they stay as they are now.
ui-undo-only-needed = It is needed as it is now, and stays.
ui-undo-only-touched = It was changed again since, and stays.
ui-undo-only-note = A change of its own. One Undo takes it back.
ui-undo-only-go = Undo the rest
ui-undo-only-same = Nothing of it is left to take back.
ui-this-change = This change
ui-choose-before = { $name }, { $field }: before, { $value }
ui-choose-now = { $name }, { $field }: now, { $value }
ui-restore-here = Restore to here
ui-restore-title = Restore the office as of { $when }?
ui-restore-text = Everything becomes again what it was right after { $change }.
ui-restore-undo = It is a change of its own; one Undo takes it back.
ui-restore-same = The office is just as it was then. Nothing is to be restored.
ui-count-added = { $count ->
    [one] 1 record added
   *[other] { $count } records added
 }
ui-count-changed = { $count ->
    [one] 1 record changed
   *[other] { $count } records changed
 }
ui-count-removed = { $count ->
    [one] 1 record removed
   *[other] { $count } records removed
 }
ui-history-count = { $count ->
    [one] 1 change
   *[other] { $count } changes
 }
ui-history-kept = The last 500 changes are always kept, older ones for a year while they take less than 256 MB. Changes that removed something are kept for at least 90 days.
ui-history-empty = Nothing has been changed yet
ui-history-empty-text = Every change will be listed here, with the way back to any of them.
ui-backups = Backups
ui-backups-text = A copy of the whole office with its history, made once a day and before everything is replaced; each is opened and compared at once. The newest five are kept, and one for each of 7 days, 4 weeks and 12 months.
ui-backup-now = Back up now
ui-backup-folder = Choose a folder…
ui-backup-none = There is no backup yet.
ui-backing-up = Backing up…
ui-backed-up = Backed up and checked.
ui-backup-restore-title = Restore the backup of { $when }?
ui-backup-restore-text = A backup of the present is made first. Then the office becomes what it was in that backup, as one change; one Undo takes it back.
ui-recover = Restore the backup
ui-recover-text = The newest backup that can be opened is of { $when }. What was changed after that is not in it. The damaged file is kept beside it under another name.
ui-exported = Exported to
ui-choose-file = Choose a file…
ui-choose-other-file = Choose another file…
ui-drop-anywhere = Or drop a file anywhere in this window.
ui-reading-files = Reading files…
ui-applying = Applying…
ui-apply = Apply
ui-mode = Mode
ui-mode-merge = Merge
ui-mode-replace = Replace
ui-file-setup = setup file
ui-file-table = table
ui-file-workbook = workbook
ui-file-numbers = { $platform } phone numbers
ui-file-assistants = { $platform ->
    [Retell] Retell agents
    [ElevenLabs] ElevenLabs agents
   *[other] { $platform } assistants
}
ui-columns-of = Columns of { $file }
ui-first-cells = First cells of column { $column }
ui-sheet = Sheet
ui-sheet-of-rows = { $count ->
    [0] { $name }, empty
    [one] { $name }, 1 row
   *[other] { $name }, { $count } rows
  }
ui-encoding = Encoding
ui-columns-fold = Fold
ui-columns-change = Change columns
ui-columns-headings = What each column holds. Row { $row } is taken as headings.
ui-columns-no-headings = What each column holds. There are no headings.
ui-columns-of-program = Recognised as an export of { $program }.
ui-mended-cell = Row { $row }, { $field }: “{ $found }” is read as “{ $meant }”.
ui-mended-everywhere = { $field }: “{ $found }” is read as “{ $meant }” wherever it stands.
ui-mend-cell = { $field } of { $entry }
ui-mend-cell-of-row = { $field } of row { $row }
ui-mend-use = Use
ui-way-first = Take the first everywhere
ui-way-plus = Add the plus everywhere
ui-way-block = Take each number of blocks
ui-way-taken-first = { $field }: of several numbers the first is taken.
ui-way-taken-plus = { $field }: digits alone are read with a plus.
ui-way-taken-block = { $field }: blocks are taken as the numbers they mean.
ui-save-left-out = Save what was left out…
ui-stand-in-make = Make “{ $name }” an assistant
ui-stand-in-alike = Use “{ $name }”
ui-stand-in-choose = Choose an assistant…
ui-stand-in-choose-for = Assistant instead of “{ $name }”
ui-stands-in-new = “{ $name }” is made as a new assistant.
ui-stands-in = { $assistant } takes the place of “{ $name }”.
ui-take-back = Take back
ui-take-back-for = Take back: “{ $name }”
ui-column-none = Left out
ui-difference = Check-up afterwards: { $fewer ->
        [one] 1 finding fewer
       *[other] { $fewer } findings fewer
    }, { $new } new ({ $errors ->
        [0] no errors
        [one] { $errors } error
       *[other] { $errors } errors
    })
ui-group-all = All
ui-group-problems = Problems
ui-group-warnings = Notes
ui-group-changed = Changed
ui-group-added = Added
ui-group-removed = Removed
ui-group-note-problems = Left out until they are put right.
ui-group-note-warnings = Worth knowing; nothing is lost.
ui-group-note-changed = { "" }
ui-group-note-added = { "" }
ui-group-note-removed = Replace removes what the file does not name.
ui-count-unchanged = { $count } unchanged
ui-review-nothing = Nothing to change
ui-review-nothing-text = Everything in the file is here already.
ui-review-count = { $total ->
    [one] { $included } of 1 entry
   *[other] { $included } of { $total } entries
  }
ui-review-one-change = { $entries } will be applied as one change. One Undo takes it back.
ui-include = Include
ui-include-entry = Include { $name }
ui-entry = Entry
ui-field = Field
ui-now = Now
ui-afterwards = Afterwards
ui-whole-file = The whole file
ui-where = Where
ui-what-is-wrong = What it is
ui-place = Line { $line }, column { $column }
ui-is-removed = Is removed
ui-sync-title = What you prepare here, brought to your platform
ui-sync-text = Sync compares this office with what your platform has, number by number and field by field, and shows what differs. It sends only what you have seen and ticked, reads it back, and tells you what came of each number. It never removes anything there, and never overwrites what somebody changed there meanwhile.
ui-sync-quiet = Nothing is read or sent until you press a button. Everything else in VozDesk works without a connection.
ui-sync-takes = What each platform takes
ui-sync-others = Fallback, caller ID
ui-sync-takes-send = yes
ui-sync-takes-hand = by hand
ui-sync-takes-none = not there
ui-sync-connect = Connect a platform…
ui-sync-connect-title = Connect a platform
ui-sync-platform = Platform
ui-sync-key-title = Key for { $platform }
ui-sync-key-steps = Where to find the key
ui-sync-key = Key
ui-sync-key-help = It is kept in this computer’s keyring, never in a file, and goes to { $host } and nowhere else.
ui-sync-key-missing = Enter the key.
ui-sync-key-again = Enter the key again…
ui-sync-no-key = VozDesk has no key for { $platform } any more.
ui-sync-try = Try and connect
ui-sync-trying = Trying…
ui-sync-tried-first = The key is tried first. Nothing is changed there.
ui-sync-more = More
ui-sync-disconnect = Disconnect…
ui-sync-disconnect-title = Disconnect { $platform }?
ui-sync-disconnect-text = The key and what was last seen there are forgotten. The numbers stay, here and there.
ui-sync-disconnect-go = Disconnect
ui-sync-compare = Compare
ui-compare-dots = Compare…
ui-sync-compared = compared { $when }
ui-sync-not-compared = not compared yet
ui-just-now = just now
ui-sync-reading = Reading from { $platform }…
ui-sync-unread = Not compared with { $platform } yet
ui-sync-unread-text = Comparing only reads. It shows what differs and changes nothing, here or there.
ui-sync-stale = The office was changed since it was compared.
ui-sync-used = This plan has been sent.
ui-sync-plan = Plan
ui-sync-group-send = To send
ui-sync-group-bring = To bring here
ui-sync-group-decide = To decide
ui-sync-group-hand = By hand
ui-sync-group-know = Worth knowing
ui-sync-note-send = Changed here only. Replaces what is on { $platform }.
ui-sync-note-bring = Changed on { $platform } only. Replaces what is here.
ui-sync-note-decide = Changed on both sides. Nothing happens until you choose.
ui-sync-note-hand = { $platform } does not take these from outside.
ui-sync-note-know = { "" }
ui-sync-same = { $count } the same
ui-sync-problems = { $count ->
    [one] 1 problem
   *[other] { $count } problems
  }
ui-sync-seen = Last seen
ui-sync-here = Here
ui-sync-direction = Direction
ui-sync-there = On { $platform }
ui-sync-to = to { $platform }
ui-sync-from = from { $platform }
ui-sync-never = Never
ui-sync-never-seen = never seen
ui-sync-last-seen = last seen: { $value }
ui-sync-choose-here = { $name }, { $field }: here, { $value }
ui-sync-choose-there = { $name }, { $field }: on { $platform }, { $value }
ui-sync-done-mark = Done: { $name }, { $field }
ui-sync-copy-list = Copy list
ui-sync-list-copied = The list was copied.
ui-sync-list-title = By hand on { $platform }
ui-sync-list-count = { $count ->
    [one] 1 thing to do
   *[other] { $count } things to do
  }
ui-sync-what-to-do = What to do
ui-sync-done = Done
ui-sync-all-same = Nothing is left to send, to bring here or to decide.
ui-sync-hand-left = { $count ->
    [one] 1 thing remains that only you can do on { $platform }.
   *[other] { $count } things remain that only you can do on { $platform }.
  }
ui-sync-decided = { $decided } of { $total } decided.
ui-sync-undecided = What is not decided stays as it is on both sides.
ui-sync-bring = { $count ->
    [one] Bring 1 change here…
   *[other] Bring { $count } changes here…
  }
ui-sync-send = { $count ->
    [one] Send 1 change to { $platform }…
   *[other] Send { $count } changes to { $platform }…
  }
ui-sync-send-title = { $count ->
    [one] Send 1 change to { $platform }?
   *[other] Send { $count } changes to { $platform }?
  }
ui-sync-send-go = { $count ->
    [one] Send 1 change
   *[other] Send { $count } changes
  }
ui-sync-notices = What callers will notice
ui-sync-no-notice = Callers will notice nothing.
ui-sync-problems-title = This cannot be sent as it is
ui-sync-left-alone = A number that was changed there meanwhile is left alone.
ui-sync-sending = Sending to { $platform }
ui-sync-sending-bar = Sending
ui-sync-progress = { $done } of { $total }
ui-sync-stops = Stops after the change under way.
ui-sync-changes = Changes
ui-sync-change = Change
ui-sync-state = State
ui-sync-copy-report = Copy report
ui-sync-report-copied = The report was copied.
ui-sync-compare-again = Compare again
ui-welcome-title = Welcome to VozDesk
ui-welcome-text = Keep the phone numbers of your AI phone assistants in order: who answers, who calls, and what happens when nobody can. Nothing is sent before you press a button.
ui-welcome-import = In a file or a list
ui-welcome-import-text = A VozDesk setup, a CSV list, or an export from VozAgent, Retell, Vapi, ElevenLabs, Twilio or Telnyx. You see every entry before it counts.
ui-welcome-add = On paper, or in my head
ui-welcome-add-text = Type the first number as you know it. Assistants can follow later.
ui-welcome-sample = Nowhere yet
ui-welcome-sample-text = Look around in a sample office: Harbour Dental, a dentist with 14 numbers. It opens beside yours and is removed with one click.
ui-welcome-name = Name of your office
ui-welcome-country-help = For numbers typed without a plus.
ui-welcome-plan-help = Says how many numbers you have left.
ui-welcome-later = All three can be changed later.
ui-welcome-where = Where are your numbers now?
ui-welcome-plan = { $plan } plan
ui-change = Change
ui-paste-list = Paste a list…
ui-paste-title = Paste a list
ui-paste-label = Numbers, one below the other
ui-paste-help = With a label before or after each, or without: a column of a spreadsheet, lines of an e-mail.
ui-paste-missing = Paste or type at least one number.
ui-paste-over-title = Take another list?
ui-paste-over-text = The review that is open would be dropped, with all that was decided in it.
ui-paste-over = Take the new list
ui-open-sample = Open sample
ui-failure-title = VozDesk cannot open this office
ui-details = Details
ui-try-again = Try again
