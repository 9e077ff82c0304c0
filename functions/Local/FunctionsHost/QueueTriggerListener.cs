using System.Reflection;
using System.Runtime.ExceptionServices;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Listeners;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Azure.WebJobs.Host.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A queue trigger, with the WebJobs SDK's own listener: batches, visibility, renewal and poison queues are those of the
/// Functions host.</summary>
/// <remarks>That listener is internal. This uses it through public interfaces, without a JobHost; tests check each of its
/// rules.</remarks>
sealed class QueueTriggerListener : ITriggerListener
{
    readonly IHost _sdk; // never started: it only creates what a listener needs
    readonly AppFunction _function;
    readonly Executor _executor;
    IListener? _listener;

    /// <param name="run">Throws if the invocation failed.</param>
    /// <param name="broke">Called when the listener cannot go on.</param>
    public QueueTriggerListener(
        AppFunction function, HostSettings settings, Func<QueueMessage, Task> run, Action<Exception> broke, ILoggerFactory logs)
    {
        (_function, _executor) = (function, new Executor(run));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddConfiguration(settings.All);
        builder.Services.AddSingleton(logs).AddWebJobs(_ => { }).AddAzureStorageQueues();
        builder.Services.AddSingleton<IWebJobsExceptionHandler>(new ExceptionHandler(broke));
        _sdk = builder.Build();
    }

    public async Task Start(CancellationToken cancellationToken)
    {
        var (name, trigger) = (_function.Name, _function.Trigger);
        var parameter = new Parameter(trigger.Name, new QueueTriggerAttribute(trigger.QueueName) { Connection = trigger.Connection });
        try
        {
            var binding = await _sdk.Services.GetRequiredService<ITriggerBindingProvider>()
                .TryCreateAsync(new(parameter, cancellationToken));
            _listener = await binding.CreateListenerAsync(
                new(new() { Id = name, ShortName = name, LogName = name }, _executor, cancellationToken));
        }
        catch (Exception wrong) when (wrong.GetBaseException() is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ExplainedException(
                $"{name} cannot listen to the queue {trigger.QueueName}: {wrong.GetBaseException().Message}",
                $"app settings for its name and for the connection {trigger.Connection}", "set them in the environment");
        }

        await _listener.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // otherwise stopping cancels running invocations
        await _sdk.Services.GetRequiredService<IDrainModeManager>().EnableDrainModeAsync(default);
        if (_listener is not null) await _listener.StopAsync(CancellationToken.None);
        _listener?.Dispose();
        _sdk.Dispose();
    }

    /// <summary>A parameter like that of a function's method: the SDK reads its type and attribute.</summary>
    sealed class Parameter(string name, QueueTriggerAttribute attribute) : ParameterInfo
    {
        public override string Name => name;

        public override Type ParameterType => typeof(QueueMessage);

        public override MemberInfo Member => typeof(Parameter);

        public override object[] GetCustomAttributes(Type attributeType, bool inherit) =>
            attributeType.IsInstanceOfType(attribute) ? new Attribute[] { attribute } : Array.Empty<Attribute>();
    }

    sealed class Executor(Func<QueueMessage, Task> run) : ITriggeredFunctionExecutor
    {
        public async Task<FunctionResult> TryExecuteAsync(TriggeredFunctionData input, CancellationToken cancellationToken)
        {
            try
            {
                await run((QueueMessage)input.TriggerValue);
                return new FunctionResult(true);
            }
            catch (Exception failed) when (failed is InvocationFailedException or OperationCanceledException or ExplainedException)
            {
                return new FunctionResult(failed);
            }
        }
    }

    /// <summary>A listener that cannot go on, for instance because its account is gone, ends this host; the SDK's own handler would end
    /// the process.</summary>
    sealed class ExceptionHandler(Action<Exception> broke) : IWebJobsExceptionHandler
    {
        public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
            OnUnhandledExceptionAsync(exceptionInfo);

        public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
        {
            broke(exceptionInfo.SourceException);
            return Task.CompletedTask;
        }
    }
}
