The jars of other people's that this archive has, and the licences they come under.
Their copyright notices and licence texts stand in the jars, below META-INF, and at the addresses given here.
A jar with several licences is partly under one and partly under another, or under any of them, as its own notices say.

<#list dependencyMap as e>
<#assign artifact = e.getKey()/>
<#if artifact.groupId != "dev.waybill">
${artifact.groupId}:${artifact.artifactId}:${artifact.version}
    ${e.getValue()?join(", ")}
    ${(artifact.url)!"no address given"}
</#if>
</#list>
