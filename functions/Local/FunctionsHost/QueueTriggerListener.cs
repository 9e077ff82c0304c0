using System.Reflection;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Listeners;
using Microsoft.Azure.WebJobs.Host.Protocols;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Azure.WebJobs.Host.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A queue trigger, listened to by the WebJobs SDK's own listener, which the Functions host uses: batches, visibility, renewal, poison queues are the real thing.</summary>
/// <remarks>That listener is internal; this reaches it through public interfaces, without a JobHost, so both packages have exact versions and a test.</remarks>
sealed class QueueTriggerListener : ITriggerListener
{
    readonly IHost _sdk; // never started: it only makes what a listener needs
    readonly AppFunction _function;
    readonly Trigger.Queue _trigger;
    readonly Executor _executor;
    IListener? _listener;

    /// <param name="run">Throws where the invocation failed.</param>
    /// <param name="broke">Called when the listener cannot go on.</param>
    public QueueTriggerListener(AppFunction function, Trigger.Queue trigger, HostSettings settings, Func<QueueMessage, Task> run, Action<Exception> broke, ILoggerFactory logs)
    {
        (_function, _trigger, _executor) = (function, trigger, new Executor(run));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(settings.All);
        builder.Services.AddSingleton(logs).AddWebJobs(_ => { }).AddAzureStorageQueues();
        builder.Services.AddSingleton<IWebJobsExceptionHandler>(new ExceptionHandler(broke));
        _sdk = builder.Build();
    }

    public async Task Start(CancellationToken cancellationToken)
    {
        try
        {
            _listener = await Listener(cancellationToken);
            await _listener.StartAsync(cancellationToken);
        }
        catch (Exception wrong) when (wrong.GetBaseException() is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ExplainedException($"{_function.Name} cannot listen to the queue {_trigger.QueueName}: {wrong.GetBaseException().Message}", "app settings for its queue and connection", "set them in the environment");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _sdk.Services.GetRequiredService<IDrainModeManager>().EnableDrainModeAsync(CancellationToken.None); // else stopping cancels what runs
            await _listener.StopAsync(CancellationToken.None);
            _listener.Dispose();
        }

        _sdk.Dispose();
    }

    async Task<IListener> Listener(CancellationToken cancellationToken)
    {
        var parameter = new TriggerParameter(_function.Parameter, new QueueTriggerAttribute(_trigger.QueueName) { Connection = _trigger.Connection });
        var descriptor = new FunctionDescriptor { Id = _function.Name, ShortName = _function.Name, LogName = _function.Name };
        var binding = await _sdk.Services.GetRequiredService<ITriggerBindingProvider>().TryCreateAsync(new TriggerBindingProviderContext(parameter, cancellationToken));
        return await binding.CreateListenerAsync(new ListenerFactoryContext(descriptor, _executor, cancellationToken));
    }

    /// <summary>A parameter as a function's method would have it: the SDK asks for its type and attribute.</summary>
    sealed class TriggerParameter(string name, QueueTriggerAttribute attribute) : ParameterInfo
    {
        public override string Name => name;

        public override Type ParameterType => typeof(QueueMessage);

        public override MemberInfo Member => typeof(TriggerParameter);

        public override object[] GetCustomAttributes(bool inherit) => new Attribute[] { attribute };

        public override object[] GetCustomAttributes(Type attributeType, bool inherit) => attributeType.IsInstanceOfType(attribute) ? GetCustomAttributes(inherit) : Array.Empty<Attribute>();

        public override IList<CustomAttributeData> GetCustomAttributesData() => [];
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

    /// <summary>A listener that cannot go on, for instance because its storage account is gone, is this host's end; the SDK's own handler would end the process.</summary>
    sealed class ExceptionHandler(Action<Exception> broke) : IWebJobsExceptionHandler
    {
        public void Initialize(JobHost host)
        {
            // there is none
        }

        public Task OnTimeoutExceptionAsync(System.Runtime.ExceptionServices.ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) => OnUnhandledExceptionAsync(exceptionInfo);

        public Task OnUnhandledExceptionAsync(System.Runtime.ExceptionServices.ExceptionDispatchInfo exceptionInfo)
        {
            broke(exceptionInfo.SourceException);
            return Task.CompletedTask;
        }
    }
}
