metadata description = 'What operators watch: rules that send an e-mail, and a workbook with the same figures. docs/runbook.md says what to do about each.'

param name string
param location string
param workspaceId string

@description('E-mail addresses that are written to. Empty: no rule is made, and only the workbook shows the figures.')
param emails array

// Each query gives one row with one number. Metrics are those of docs/telemetry.md; requests are invocations of functions.
var rules = [
  {
    name: 'queue-age'
    title: 'Files or alerts wait in a queue'
    description: 'A message waited half an hour or more before it was taken. Runbook: The queue `arrivals` grows.'
    query: 'AppMetrics | where Name == "frontdoor.queue.age" | summarize value = coalesce(max(Max), 0.0)'
    operator: 'GreaterThan'
    threshold: 1800
    window: 'PT1H'
    severity: 2
  }
  {
    name: 'files-waiting'
    title: 'A file has waited for an hour'
    description: 'A file lies in landing, and nothing has become of it. Runbook: A file has no receipt.'
    query: 'AppMetrics | where Name == "frontdoor.files.oldest_waiting" | summarize arg_max(TimeGenerated, Max) | project value = coalesce(Max, 0.0)'
    operator: 'GreaterThan'
    threshold: 3600
    window: 'PT30M'
    severity: 1
  }
  {
    name: 'poison'
    title: 'A message was given up'
    description: 'A file or an alert failed five times and was delayed. Runbook: A file has no receipt.'
    query: 'AppRequests | where Name in ("ReceiveFileFailed", "SendAlertFailed") | summarize value = count()'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    severity: 1
  }
  {
    name: 'publish-lag'
    title: 'The lake is behind'
    description: 'A committed file came into the lake a quarter of an hour or more after its receipt. Runbook: The lake lacks rows.'
    query: 'AppMetrics | where Name == "frontdoor.lake.publish_lag" | summarize value = coalesce(max(Max), 0.0)'
    operator: 'GreaterThan'
    threshold: 900
    window: 'PT1H'
    severity: 2
  }
  {
    name: 'no-file'
    title: 'No file has come for two days'
    description: 'No file of any agency was dealt with. Feed health reports single feeds; this is all of them. Runbook: No file comes.'
    query: 'AppMetrics | where Name == "frontdoor.files" | summarize value = coalesce(sum(Sum), 0.0)'
    operator: 'LessThan'
    threshold: 1
    window: 'P2D'
    severity: 2
  }
  {
    name: 'errors'
    title: 'Invocations fail'
    description: 'More than one invocation in twenty failed, and more than three. Runbook: Invocations fail.'
    query: 'AppRequests | summarize failed = countif(Success == false), all = count() | project value = iff(failed > 3 and failed * 20 > all, failed, 0)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
    severity: 2
  }
  {
    name: 'telemetry-gap'
    title: 'The app is silent'
    description: 'RecoverFiles runs every five minutes, and has not been seen for half an hour. Runbook: The app does nothing.'
    query: 'AppRequests | where Name == "RecoverFiles" | summarize value = count()'
    operator: 'LessThan'
    threshold: 1
    window: 'PT30M'
    severity: 1
  }
]

var charts = [
  {
    title: 'Files dealt with, by outcome'
    query: 'AppMetrics | where Name == "frontdoor.files" | extend outcome = tostring(Properties.outcome) | summarize files = sum(Sum) by outcome, bin(TimeGenerated, 1h) | render columnchart'
  }
  {
    title: 'Late and overdue rows, by severity'
    query: 'AppMetrics | where Name == "frontdoor.late" | extend severity = tostring(Properties.severity) | summarize rows = sum(Sum) by severity, bin(TimeGenerated, 1d) | render columnchart'
  }
  {
    title: 'Seconds from the drop of a file to its commit, the longest by hour'
    query: 'AppMetrics | where Name == "frontdoor.drop_to_commit.duration" | summarize seconds = max(Max) by bin(TimeGenerated, 1h) | render timechart'
  }
  {
    title: 'Seconds from the commit to the sending of an alert, the longest by hour'
    query: 'AppMetrics | where Name == "frontdoor.commit_to_alert.duration" | summarize seconds = max(Max) by bin(TimeGenerated, 1h) | render timechart'
  }
  {
    title: 'Files that wait in landing'
    query: 'AppMetrics | where Name == "frontdoor.files.waiting" | summarize files = max(Max) by bin(TimeGenerated, 15m) | render timechart'
  }
  {
    title: 'Invocations of each function, and how many failed'
    query: 'AppRequests | summarize invocations = count(), failed = countif(Success == false), slowest_seconds = max(DurationMs) / 1000 by Name | order by failed desc, Name asc'
  }
]

var shown = [
  for (chart, place) in concat(charts, rules): {
    type: 3
    name: 'query ${place + 1}'
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: chart.query
      size: 0
      timeContext: {
        durationMs: 604800000
      }
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
      crossComponentResources: [
        workspaceId
      ]
    }
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: '${name}-operators'
  location: 'global'
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [
      for (email, place) in emails: {
        name: 'operator-${place + 1}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for one in (empty(emails) ? [] : rules): {
    name: '${name}-${one.name}'
    location: location
    properties: {
      displayName: one.title
      description: one.description
      enabled: true
      severity: one.severity
      scopes: [
        workspaceId
      ]
      evaluationFrequency: one.window == 'P2D' ? 'P1D' : 'PT15M'
      windowSize: one.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: one.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: one.operator
            threshold: one.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          people.id
        ]
      }
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name, 'operations')
  location: location
  kind: 'shared'
  properties: {
    displayName: '${name}: files, alerts and functions'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: shown
    })
  }
}
