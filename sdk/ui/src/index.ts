export { default as Button } from './actions/Button.svelte';
export { default as CopyText } from './actions/CopyText.svelte';
export { default as LinkButton } from './actions/LinkButton.svelte';

export { default as Checkbox } from './forms/Checkbox.svelte';
export { default as CheckboxGroup } from './forms/CheckboxGroup.svelte';
export { default as DateInput } from './forms/DateInput.svelte';
export { default as ErrorSummary } from './forms/ErrorSummary.svelte';
export { default as Field } from './forms/Field.svelte';
export { default as Fieldset } from './forms/Fieldset.svelte';
export { default as FileDrop } from './forms/FileDrop.svelte';
export { default as NumberInput } from './forms/NumberInput.svelte';
export { default as RadioGroup } from './forms/RadioGroup.svelte';
export { default as Select } from './forms/Select.svelte';
export { default as SummaryList } from './forms/SummaryList.svelte';
export { default as TextArea } from './forms/TextArea.svelte';
export { default as TextInput } from './forms/TextInput.svelte';
export { controlAttributes, errorId, fieldId, hintId } from './forms/field-id.ts';
export type { ControlAttributes } from './forms/field-id.ts';
export type { Choice, FieldProps } from './forms/field-props.ts';
export type { FileProgress } from './forms/file-progress.ts';
export type { FormError } from './forms/form-error.ts';
export type { SummaryRow } from './forms/summary-row.ts';

export { default as Dialog } from './overlays/Dialog.svelte';
export { default as Menu } from './overlays/Menu.svelte';
export { default as Toast } from './overlays/Toast.svelte';

export { default as Bell } from './pages/Bell.svelte';
export { default as BottomBar } from './pages/BottomBar.svelte';
export { default as EmptyState } from './pages/EmptyState.svelte';
export { default as Notice } from './pages/Notice.svelte';
export { default as PageHeader } from './pages/PageHeader.svelte';
export { default as Pager } from './pages/Pager.svelte';
export { default as SkipLink } from './pages/SkipLink.svelte';
export { default as Slot } from './pages/Slot.svelte';
export { default as Table } from './pages/Table.svelte';
export { default as Tabs } from './pages/Tabs.svelte';
export type { Column } from './pages/column.ts';
export type { MainLink, PageLink } from './pages/page-link.ts';
export { PanelFault } from './pages/panel.ts';
export type { Panel } from './pages/panel.ts';

export { default as SettingsForm } from './settings/SettingsForm.svelte';
export { readSettingFields } from './settings/setting-fields.ts';
export type { PlainField, SettingField, SettingSchema } from './settings/setting-fields.ts';
export { settingsFromForm } from './settings/setting-values.ts';
export type { PostedForm } from './settings/setting-values.ts';

export { default as Code } from './text/Code.svelte';
export { default as DateText } from './text/DateText.svelte';
export { default as Icon } from './text/Icon.svelte';
export { default as Money } from './text/Money.svelte';
export { default as Tag } from './text/Tag.svelte';
export { formatDate, zoneCity } from './text/date-text.ts';
export type { DateFormat, DatePrecision } from './text/date-text.ts';
export { formatSize } from './text/file-size.ts';
export { formatMoney } from './text/money.ts';

export { default as ProgressBar } from './tickets/ProgressBar.svelte';
export { default as StatusChip } from './tickets/StatusChip.svelte';
export { default as TaskList } from './tickets/TaskList.svelte';
export { default as Ticket } from './tickets/Ticket.svelte';
export { default as Timeline } from './tickets/Timeline.svelte';
export { statusTones } from './tickets/status.ts';
export type { StatusTone } from './tickets/status.ts';
export { stubs } from './tickets/stub.ts';
export type { Stub } from './tickets/stub.ts';
export type { Task } from './tickets/task.ts';
export type { TimelineEvent } from './tickets/timeline-event.ts';

export { brandStyle, fitBrand } from './brand.ts';
export type { Brand, BrandShade } from './brand.ts';
export { iconNames } from './icon-names.ts';
export type { IconName } from './icon-names.ts';
export { setPlace, usePlace } from './place.ts';
export type { Place } from './place.ts';
export { choiceWords, setWords, useWords } from './words.ts';
export type { Translate } from './words.ts';
