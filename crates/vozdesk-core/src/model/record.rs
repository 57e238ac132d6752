//! Records as they are written: the JSON shapes, version 1, of the setup file and of the store.
//!
//! The order of the fields is the order of the keys in the file. Texts are borrowed both ways, so
//! that writing copies nothing and reading copies each text once. The domain types do not depend
//! on this; when the file or the store needs a second version, it gets shapes of its own here.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::assistant::{Assistant, AssistantKind, AssistantPlatform};
use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::number::{Digits, InboundSettings, NumberPlatform, NumberStatus, OutboundSettings, PhoneNumber};
use crate::model::plan::Plan;
use crate::model::profile::Profile;

/// The office.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileRecord<'a> {
    /// The office's name.
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// ISO 3166 alpha-2 code of the country in which typed numbers are read.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    #[serde(borrow)]
    pub default_country: Cow<'a, str>,
    /// The plan.
    pub plan: Plan,
    /// Numbers bought on top of the plan.
    pub extra_numbers: u32,
}

/// An assistant.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssistantRecord<'a> {
    /// Its id.
    #[schemars(regex(pattern = "^[!-~]{1,64}$"))]
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Its name.
    #[schemars(length(min = 1, max = 80))]
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// What it is made for.
    pub kind: AssistantKind,
    /// What it does.
    #[serde(borrow)]
    pub role: Cow<'a, str>,
    /// Whether it is switched on.
    pub active: bool,
    /// What it says first.
    #[schemars(length(max = 4000))]
    #[serde(borrow)]
    pub greeting: Cow<'a, str>,
    /// Its voice.
    #[serde(borrow)]
    pub voice: Cow<'a, str>,
    /// What its platform told.
    pub platform: Option<Cow<'a, AssistantPlatform>>,
}

/// A phone number: exactly one of `number` and `requested` is there.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberRecord<'a> {
    /// Its id.
    #[schemars(regex(pattern = "^[!-~]{1,64}$"))]
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// The digits, in E.164.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = r"^\+[1-9][0-9]{6,14}$"))]
    pub number: Option<Cow<'a, str>>,
    /// What has been asked for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "RequestRecord")]
    pub requested: Option<RequestRecord<'a>>,
    /// The name people give it.
    #[schemars(length(max = 80))]
    #[serde(borrow)]
    pub label: Cow<'a, str>,
    /// Whether it is in service.
    pub status: NumberStatus,
    /// Anything worth remembering.
    #[schemars(length(max = 4000))]
    #[serde(borrow)]
    pub notes: Cow<'a, str>,
    /// Who answers.
    #[serde(borrow)]
    pub inbound: InboundRecord<'a>,
    /// Who speaks.
    #[serde(borrow)]
    pub outbound: OutboundRecord<'a>,
    /// What its platform told.
    pub platform: Option<Cow<'a, NumberPlatform>>,
}

/// A local number asked for.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestRecord<'a> {
    /// ISO 3166 alpha-2 code.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    #[serde(borrow)]
    pub country: Cow<'a, str>,
    /// 0 to 6 digits.
    #[schemars(regex(pattern = "^[0-9]{0,6}$"))]
    #[serde(borrow)]
    pub area_code: Cow<'a, str>,
}

/// Inbound Settings.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InboundRecord<'a> {
    /// The id of the assistant in the slot.
    #[serde(borrow)]
    pub assistant: Option<Cow<'a, str>>,
    /// The fallback destination, in E.164.
    #[serde(borrow)]
    pub fallback: Option<Cow<'a, str>>,
}

/// Outbound Settings.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutboundRecord<'a> {
    /// The id of the assistant in the slot.
    #[serde(borrow)]
    pub assistant: Option<Cow<'a, str>>,
    /// The outbound phone number, in E.164.
    #[serde(borrow)]
    pub caller_id: Option<Cow<'a, str>>,
}

/// A campaign.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignRecord<'a> {
    /// Its id.
    #[schemars(regex(pattern = "^[!-~]{1,64}$"))]
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Its name.
    #[schemars(length(min = 1, max = 80))]
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// The id of the number it calls from.
    #[serde(borrow)]
    pub number: Cow<'a, str>,
    /// How far it is.
    pub status: CampaignStatus,
}

/// A record that cannot be what the program wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not what VozDesk writes")]
pub struct NotOurs(&'static str);

impl<'a> From<&'a Profile> for ProfileRecord<'a> {
    fn from(profile: &'a Profile) -> Self {
        ProfileRecord {
            name: Cow::Borrowed(&profile.name),
            default_country: Cow::Borrowed(profile.default_country.as_str()),
            plan: profile.plan,
            extra_numbers: profile.extra_numbers,
        }
    }
}

impl TryFrom<ProfileRecord<'_>> for Profile {
    type Error = NotOurs;

    fn try_from(record: ProfileRecord<'_>) -> Result<Profile, NotOurs> {
        Ok(Profile {
            name: record.name.into_owned(),
            default_country: Country::new(&record.default_country).ok_or(NotOurs("a profile's country"))?,
            plan: record.plan,
            extra_numbers: record.extra_numbers,
        })
    }
}

impl<'a> From<&'a Assistant> for AssistantRecord<'a> {
    fn from(assistant: &'a Assistant) -> Self {
        AssistantRecord {
            id: Cow::Borrowed(assistant.id.as_str()),
            name: Cow::Borrowed(&assistant.name),
            kind: assistant.kind,
            role: Cow::Borrowed(&assistant.role),
            active: assistant.active,
            greeting: Cow::Borrowed(&assistant.greeting),
            voice: Cow::Borrowed(&assistant.voice),
            platform: assistant.platform.as_ref().map(Cow::Borrowed),
        }
    }
}

impl TryFrom<AssistantRecord<'_>> for Assistant {
    type Error = NotOurs;

    fn try_from(record: AssistantRecord<'_>) -> Result<Assistant, NotOurs> {
        Ok(Assistant {
            id: Id::new(&record.id).ok_or(NotOurs("an assistant's id"))?,
            name: record.name.into_owned(),
            kind: record.kind,
            role: record.role.into_owned(),
            active: record.active,
            greeting: record.greeting.into_owned(),
            voice: record.voice.into_owned(),
            platform: record.platform.map(Cow::into_owned),
        })
    }
}

impl<'a> From<&'a PhoneNumber> for NumberRecord<'a> {
    fn from(number: &'a PhoneNumber) -> Self {
        let (digits, requested) = match &number.digits {
            Digits::Known(digits) => (Some(Cow::Borrowed(digits.as_str())), None),
            Digits::Requested { country, area_code } => (
                None,
                Some(RequestRecord { country: Cow::Borrowed(country.as_str()), area_code: Cow::Borrowed(area_code) }),
            ),
        };
        let e164 = |number: &'a Option<E164>| number.as_ref().map(|n| Cow::Borrowed(n.as_str()));
        let id = |id: &'a Option<Id>| id.as_ref().map(|id| Cow::Borrowed(id.as_str()));
        NumberRecord {
            id: Cow::Borrowed(number.id.as_str()),
            number: digits,
            requested,
            label: Cow::Borrowed(&number.label),
            status: number.status,
            notes: Cow::Borrowed(&number.notes),
            inbound: InboundRecord {
                assistant: id(&number.inbound.assistant),
                fallback: e164(&number.inbound.fallback),
            },
            outbound: OutboundRecord {
                assistant: id(&number.outbound.assistant),
                caller_id: e164(&number.outbound.caller_id),
            },
            platform: number.platform.as_ref().map(Cow::Borrowed),
        }
    }
}

impl NumberRecord<'_> {
    /// The number of this record; `shared` finds an equal id whose text can be shared.
    pub fn into_number(self, shared: impl Fn(&str) -> Option<Id>) -> Result<PhoneNumber, NotOurs> {
        let e164 = |text: Option<Cow<'_, str>>| match text {
            None => Ok(None),
            Some(text) => E164::from_text(&text).map(Some).ok_or(NotOurs("a phone number")),
        };
        let slot = |text: Option<Cow<'_, str>>| match text {
            None => Ok(None),
            Some(text) => shared(&text).or_else(|| Id::new(&text)).map(Some).ok_or(NotOurs("an id in a slot")),
        };
        let digits = match (e164(self.number)?, self.requested) {
            (Some(digits), None) => Digits::Known(digits),
            (None, Some(request)) => Digits::Requested {
                country: Country::new(&request.country).ok_or(NotOurs("a requested country"))?,
                area_code: Digits::area_code(&request.area_code).ok_or(NotOurs("an area code"))?,
            },
            _ => return Err(NotOurs("a number without one of digits and request")),
        };
        Ok(PhoneNumber {
            id: Id::new(&self.id).ok_or(NotOurs("a number's id"))?,
            digits,
            label: self.label.into_owned(),
            status: self.status,
            notes: self.notes.into_owned(),
            inbound: InboundSettings {
                assistant: slot(self.inbound.assistant)?,
                fallback: e164(self.inbound.fallback)?,
            },
            outbound: OutboundSettings {
                assistant: slot(self.outbound.assistant)?,
                caller_id: e164(self.outbound.caller_id)?,
            },
            platform: self.platform.map(Cow::into_owned),
        })
    }
}

impl<'a> From<&'a Campaign> for CampaignRecord<'a> {
    fn from(campaign: &'a Campaign) -> Self {
        CampaignRecord {
            id: Cow::Borrowed(campaign.id.as_str()),
            name: Cow::Borrowed(&campaign.name),
            number: Cow::Borrowed(campaign.number.as_str()),
            status: campaign.status,
        }
    }
}

impl TryFrom<CampaignRecord<'_>> for Campaign {
    type Error = NotOurs;

    fn try_from(record: CampaignRecord<'_>) -> Result<Campaign, NotOurs> {
        Ok(Campaign {
            id: Id::new(&record.id).ok_or(NotOurs("a campaign's id"))?,
            name: record.name.into_owned(),
            number: Id::new(&record.number).ok_or(NotOurs("a campaign's number"))?,
            status: record.status,
        })
    }
}
