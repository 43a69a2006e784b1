"""What can go wrong, each with the way out.

CXError
├── ExportError       a file cannot be read as an export
│   ├── NoTable       it is of a kind that holds no records, or it is empty
│   └── NoTextColumn  it can be read, but holds nothing a customer wrote
├── NameListError     a list of names to mask cannot be read
├── MappingError      a column or role named by a person does not exist
├── JourneyError      a journey file is not well formed, or no journey has that name
├── LabelError        a file of labels is not as it must be, or nothing is left to draw
├── ClaimError        a claim is not well put, or there is none of that number
├── WorkshopError     a session does not take what is given to it, or there is none of that number
├── ActionError       an action is not well put, or there is none of that number
├── TargetError       a target is not well put, or there is none of that number
├── EventError        an event is not well put, or there is none of that number
├── AlertError        a rule or an alert is not well put, or cannot be delivered
├── CaseError         a case of the worklist is not there, or does not take what is given
├── ScenarioError     a what-if or an assumption is not well put
├── PatternError      a change of patterns names one that is not there, or cannot be made
├── SelectionError    a filter or a grouping names something that does not exist
└── WorkspaceError    the workspace cannot be opened or written

Every message is one sentence for a person: what is wrong, where, what to do.
"""


class CXError(Exception):
    """The input is at fault; the message says what, where and what to do."""


class ExportError(CXError):
    """A file cannot be read as an export."""


class NoTable(ExportError):
    """A file is of a kind that holds no records (a picture, a web page), or it is empty; nothing is lost with it."""


class NoTextColumn(ExportError):
    """A table was read, but no column holds text that customers wrote."""


class NameListError(CXError):
    """A list of names to mask cannot be read, or holds none."""


class MappingError(CXError):
    """A person named a column or a role that does not exist."""


class ProfileError(CXError):
    """No import profile has that name, or there is nothing to remember."""


class JourneyError(CXError):
    """A journey file is not well formed, or no journey has that name."""


class LabelError(CXError):
    """A file of labels is not as it must be, or nothing is left to draw."""


class ClaimError(CXError):
    """A claim is not well put, or there is none of that number."""


class WorkshopError(CXError):
    """A session of a workshop does not take what is given to it, or there is none of that number."""


class ActionError(CXError):
    """An action is not well put, or there is none of that number."""


class TargetError(CXError):
    """A target is not well put, or there is none of that number."""


class EventError(CXError):
    """An event is not well put, or there is none of that number."""


class AlertError(CXError):
    """A rule or an alert is not well put, or it cannot be delivered."""


class CaseError(CXError):
    """A case of the worklist is not there, or does not take what is given."""


class ScenarioError(CXError):
    """A what-if or one of its assumptions is not well put."""


class PatternError(CXError):
    """A change of patterns names one that is not there, or cannot be made."""


class SelectionError(CXError):
    """A filter or a grouping names something that does not exist."""


class WorkspaceError(CXError):
    """The workspace cannot be opened or written."""
