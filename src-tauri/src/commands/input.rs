//! From what the page sends to what core takes.

use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::id::Id;
use vozdesk_core::rules::edit::{
    self, AssistantEdit, CampaignEdit, Edit, NewDigits, NumberEdit, PlacedAssistant, ProfileEdit, Refusal, Typed,
};

use crate::wire::{
    AssistantFields, CampaignFields, FieldEdit, NumberAddition, NumberFields, NumberSource, Placement, ProfileFields,
    TypedNumber,
};

fn typed(number: TypedNumber) -> Typed {
    Typed { text: number.text, country: Country::new(&number.country) }
}

fn edit<T>(field: Option<FieldEdit<T>>) -> Option<Edit<T>> {
    field.map(|field| Edit { was: Some(field.was), now: field.now })
}

fn number(field: Option<FieldEdit<Option<String>, Option<TypedNumber>>>) -> Option<Edit<Option<Typed>, Option<E164>>> {
    field.map(|field| Edit { was: Some(field.was.as_deref().and_then(E164::from_text)), now: field.now.map(typed) })
}

/// An id that is none names nobody: the record it means is gone.
fn slot(field: Option<FieldEdit<Option<String>>>) -> Result<Option<Edit<Option<Id>>>, Refusal> {
    let id = |text: Option<String>| match text {
        None => Ok(None),
        Some(text) => Id::new(&text).map(Some).ok_or_else(Refusal::gone),
    };
    field.map(|field| Ok(Edit { was: Some(id(field.was)?), now: id(field.now)? })).transpose()
}

pub(super) fn number_edit(
    fields: NumberFields,
    allow_loop: bool,
    references_follow: bool,
) -> Result<NumberEdit, Refusal> {
    let digits = |field: FieldEdit<Option<String>, TypedNumber>| Edit {
        was: Some(field.was.as_deref().and_then(E164::from_text)),
        now: typed(field.now),
    };
    Ok(NumberEdit {
        number: fields.number.map(digits),
        label: edit(fields.label),
        status: edit(fields.status),
        notes: edit(fields.notes),
        inbound_assistant: slot(fields.inbound_assistant)?,
        fallback: number(fields.fallback),
        outbound_assistant: slot(fields.outbound_assistant)?,
        caller_id: number(fields.caller_id),
        references_follow,
        allow_loop,
    })
}

pub(super) fn new_number(addition: NumberAddition) -> Result<(NewDigits, NumberEdit), Refusal> {
    let edit = NumberEdit { label: Some(Edit::to(addition.label)), ..NumberEdit::default() };
    let digits = match (addition.number, addition.request) {
        (Some(number), _) => NewDigits::Typed(typed(number)),
        (None, Some(request)) => NewDigits::Requested {
            country: Country::new(&request.country).ok_or_else(Refusal::gone)?,
            area_code: request.area_code,
        },
        (None, None) => NewDigits::Typed(Typed { text: String::new(), country: None }),
    };
    Ok((digits, edit))
}

pub(super) fn assistant_edit(fields: AssistantFields) -> AssistantEdit {
    AssistantEdit {
        name: edit(fields.name),
        kind: edit(fields.kind),
        role: edit(fields.role),
        active: edit(fields.active),
        greeting: edit(fields.greeting),
        voice: edit(fields.voice),
    }
}

/// A new record has nothing that could have moved on.
pub(super) fn new_assistant(fields: AssistantFields) -> AssistantEdit {
    fn set<T>(field: Option<FieldEdit<T>>) -> Option<Edit<T>> {
        field.map(|field| Edit::to(field.now))
    }
    AssistantEdit {
        name: set(fields.name),
        kind: set(fields.kind),
        role: set(fields.role),
        active: set(fields.active),
        greeting: set(fields.greeting),
        voice: set(fields.voice),
    }
}

pub(super) fn profile_edit(fields: ProfileFields) -> Result<ProfileEdit, Refusal> {
    let country = |text: &str| Country::new(text).ok_or_else(Refusal::gone);
    let default_country = match fields.default_country {
        None => None,
        Some(field) => Some(Edit { was: Some(country(&field.was)?), now: country(&field.now)? }),
    };
    Ok(ProfileEdit {
        name: edit(fields.name),
        default_country,
        plan: edit(fields.plan),
        extra_numbers: edit(fields.extra_numbers),
    })
}

pub(super) fn campaign_edit(fields: CampaignFields) -> Result<CampaignEdit, Refusal> {
    let id = |text: &str| Id::new(text).ok_or_else(Refusal::gone);
    let number = match fields.number {
        None => None,
        Some(field) => Some(Edit { was: Some(id(&field.was)?), now: id(&field.now)? }),
    };
    Ok(CampaignEdit { name: edit(fields.name), number, status: edit(fields.status) })
}

pub(super) fn placement(placement: Placement) -> Result<edit::Placement, Refusal> {
    let id = |text: Option<String>| text.as_deref().and_then(Id::new).ok_or_else(Refusal::gone);
    let assistant = match placement.assistant {
        Some(there) => PlacedAssistant::There(id(Some(there))?),
        None => PlacedAssistant::New(new_assistant(placement.fields)),
    };
    let number = match placement.source {
        NumberSource::Later => edit::NumberSource::Later,
        NumberSource::Existing => edit::NumberSource::Existing(id(placement.number)?),
        NumberSource::New => edit::NumberSource::Requested {
            country: Country::new(&placement.country).ok_or_else(Refusal::gone)?,
            area_code: placement.area_code,
            label: placement.label,
            call_backs: placement.call_backs.map(|answers| id(Some(answers))).transpose()?,
        },
    };
    Ok(edit::Placement { assistant, inbound: placement.inbound, outbound: placement.outbound, number })
}
