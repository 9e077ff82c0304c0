// A deployment that uses every optional part: what is evaluated is held to the code. Ids are invented.
using 'main.bicep'

param name = 'northshire'
param councils = [
  '998'
  '999'
]
param rejectTestNumbers = true
param operatorEmails = [
  'operators@northshire.example'
]
param contact = {
  name: 'Front door data team'
  email: 'data@northshire.example'
  telephone: '01632 960001'
}
param pseudonymKey = 'invented, and never evaluated'
param analysts = '00000000-0000-0000-0000-00000000000a'
param operators = '00000000-0000-0000-0000-00000000000b'
param dutyManagers = '00000000-0000-0000-0000-00000000000c'
param alertReaders = [
  {
    subscription: 'police'
    principalId: '00000000-0000-0000-0000-00000000000d'
  }
]
param partners = [
  {
    agency: 'police'
    sender: 'northshire-police'
    principalId: '00000000-0000-0000-0000-000000000001'
  }
  {
    agency: 'health'
    sender: 'northshire-nhs'
    principalId: '00000000-0000-0000-0000-000000000002'
  }
]
param webhook = {
  subscription: 'critical'
  form: 'event'
}
param webhookAddress = 'invented, and never evaluated'
param signAlerts = true
param alertSigningKey = 'invented, and never evaluated'
param signInClientId = '00000000-0000-0000-0000-0000000000f0'
param malwareScan = true
